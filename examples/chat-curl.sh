#!/bin/sh
# Chat with curl: a group of two people, messages, what was missed, search, a deletion, and the end of a membership.
#
#   KITH_URL=http://127.0.0.1:3000 sh examples/chat-curl.sh
#
# Needs a running server, curl, sed and grep. Each step says what it does and checks what it sees; the first thing
# that is not as it should be ends the script with code 1. Nothing is left running; two users are left on the server.
set -eu

. "$(dirname "$0")/calls.sh"

# person NAME: registers a device, logs it in and makes a user of that name; leaves $token and $user.
person() {
  own_secret=$(secret)
  ok devices.register "{\"name\":\"$1.$run\",\"secret\":\"$own_secret\"}"
  ok sessions.create "{\"device\":\"$(text id)\",\"secret\":\"$own_secret\"}"
  token=$(text accessToken)
  new_id
  ok users.create "{\"id\":\"$id\",\"handle\":\"$1.$run\"}" "$token"
  user=$(text id)
}

# said TEXT: Ann says something.
said() {
  new_id
  ok messages.send "{\"id\":\"$id\",\"chat\":\"$chat\",\"text\":\"$1\"}" "$ann_token"
}

say '1. Ann and Bob, each with a device.'
person ann
ann=$user ann_token=$token
person bob
bob=$user bob_token=$token

say '2. Bob takes the state of now, and with it a cursor: his place in the log.'
ok sync '{}' "$bob_token"
cursor=$(text cursor)

say '3. Ann makes a group, puts Bob into it and says something, once, though she sends it twice.'
new_id
ok chats.create "{\"id\":\"$id\",\"kind\":\"group\",\"title\":\"Sailing\",\"members\":[\"$bob\"]}" "$ann_token"
chat=$(text id)
said "Ahoy @bob.$run"
message=$(text id)
ok messages.send "{\"id\":\"$id\",\"chat\":\"$chat\",\"text\":\"Ahoy @bob.$run\"}" "$ann_token"
has "\"id\":\"$message\""

say '4. Bob asks what happened: he was added, and then the message came, which mentions him.'
ok sync "{\"since\":\"$cursor\"}" "$bob_token"
case $reply in
  *'"type":"member.joined"'*'"type":"message.sent"'*"\"mentions\":[\"$bob\"]"*) ;;
  *) fail "this is not what happened: $reply" ;;
esac
seq=$(printf '%s' "$reply" | sed 's/.*"seq":\([0-9]*\),"type":"message.sent".*/\1/')
ok chats.list '{}' "$bob_token"
has '"unread":1'
has '"mentions":1'

say '5. He reacts, and has read it: on all of his devices nothing is unread any more.'
new_id
ok messages.react "{\"id\":\"$id\",\"chat\":\"$chat\",\"message\":\"$message\",\"emoji\":\"👍\"}" "$bob_token"
new_id
ok receipts.mark "{\"id\":\"$id\",\"chat\":\"$chat\",\"seq\":$seq}" "$bob_token"
ok chats.list '{}' "$bob_token"
has '"unread":0'

say '6. Ann says more, and Bob finds it, by the beginning of a word, in whatever language.'
said 'Отлив в шесть, берите карты'
tide=$(text id)
ok messages.search '{"query":"карт"}' "$bob_token"
has "\"id\":\"$tide\""

say '7. Ann edits it, and then takes it back: nobody reads it any more, nowhere.'
new_id
ok messages.edit "{\"id\":\"$id\",\"chat\":\"$chat\",\"message\":\"$tide\",\"text\":\"Отлив в семь\"}" "$ann_token"
new_id
ok messages.delete "{\"id\":\"$id\",\"chat\":\"$chat\",\"message\":\"$tide\"}" "$ann_token"
ok messages.list "{\"chat\":\"$chat\"}" "$bob_token"
has '"text":null'
ok sync "{\"since\":\"$cursor\"}" "$bob_token"
has '"type":"message.deleted"'
case $reply in *Отлив*) fail "the text is still there: $reply" ;; esac

say '8. Ann takes Bob out. He still hears that, and for him the chat is no more.'
new_id
ok members.remove "{\"id\":\"$id\",\"chat\":\"$chat\",\"user\":\"$bob\"}" "$ann_token"
said 'Just me now'
ok sync "{\"since\":\"$cursor\"}" "$bob_token"
has '"type":"member.left"'
case $reply in *'Just me'*) fail "he heard more than he should: $reply" ;; esac
reply=$(call messages.list "{\"chat\":\"$chat\"}" "$bob_token")
has '"code":"not-found"'

say 'All is as it should be.'
