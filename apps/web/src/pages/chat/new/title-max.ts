/** How long names and purposes of chats may be, as the protocol has it. */

export const titleMax = 128;
export const purposeMax = 500;
