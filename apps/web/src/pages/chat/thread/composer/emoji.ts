/** The emoji that can be picked: a fixed list of common ones, by groups. Others can be typed. */

/** Those of a reaction in one press. */
export const quickEmoji = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

export const emojiGroups = [
  {
    name: 'faces',
    emoji:
      '😀 😃 😄 😁 😅 😂 🤣 😊 🙂 🙃 😉 😍 🥰 😘 😋 😜 🤪 🤗 🤔 🤨 😐 😏 🙄 😬 😌 😴 🤒 🤯 🥳 😎 🤓 😕 😟 😮 🥺 😢 😭 😱 😤 😡',
  },
  {
    name: 'gestures',
    emoji: '👍 👎 👌 🤌 ✌️ 🤞 🤝 👏 🙌 🙏 💪 👋 🤚 ✋ 👉 👈 👆 👇 ✍️ 🫶 🤷 🤦 🙋 💁',
  },
  {
    name: 'hearts',
    emoji: '❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💖 ✨ ⭐ 🔥 💯 🎉 🎊',
  },
  {
    name: 'nature',
    emoji: '🐶 🐱 🐭 🐻 🦊 🐼 🐸 🐵 🐔 🐧 🦉 🐝 🦋 🐢 🐟 🌱 🌳 🌸 🌻 🍂 ☀️ 🌈 🌧️ ❄️',
  },
  {
    name: 'food',
    emoji: '☕ 🍵 🍺 🍷 🥂 🍎 🍌 🍓 🍅 🥑 🥕 🍞 🧀 🍕 🍔 🍟 🍜 🍣 🍰 🍪 🍫 🍯',
  },
  {
    name: 'things',
    emoji: '⚽ 🏀 🎮 🎲 🎸 🎬 📷 💻 📱 🔒 🔑 💡 📎 ✂️ 📌 📅 📈 📚 ✉️ 🎁 🚗 🚲 ✈️ 🚀 🏠 ⏰',
  },
  {
    name: 'signs',
    emoji: '✅ ❌ ❓ ❗ ⚠️ ➕ ➖ ➡️ ⬅️ ⬆️ ⬇️ 🔄 🔴 🟢 🔵 🟡 ⚫ ⚪',
  },
] as const;
