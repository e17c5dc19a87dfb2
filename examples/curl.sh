#!/bin/sh
# The whole of Kith with curl: two devices join one user, share a setting, and one signs the other out.
#
#   KITH_URL=http://127.0.0.1:3000 sh examples/curl.sh
#
# Needs a running server, curl, sed and grep. Each step says what it does and checks what it sees; the first thing
# that is not as it should be ends the script with code 1. Nothing is left running; a new user is left on the server.
set -eu

. "$(dirname "$0")/calls.sh"

say '1. Two devices register. The client makes the secret; a person would choose a password instead.'
laptop_secret=$(secret)
phone_secret=$(secret)
ok devices.register "{\"name\":\"Laptop.$run\",\"secret\":\"$laptop_secret\",\"platform\":\"Linux\"}"
laptop=$(text id)
ok devices.register "{\"name\":\"Phone.$run\",\"secret\":\"$phone_secret\"}"
phone=$(text id)

say '2. Both log in. The access token is good for ten minutes; sessions.refresh gives the next one.'
ok sessions.create "{\"device\":\"$laptop\",\"secret\":\"$laptop_secret\"}"
laptop_token=$(text accessToken)
refresh_token=$(text refreshToken)
ok sessions.refresh "{\"refreshToken\":\"$refresh_token\"}"
laptop_token=$(text accessToken)
ok sessions.create "{\"device\":\"$phone\",\"secret\":\"$phone_secret\"}"
phone_token=$(text accessToken)
has '"user":null'

say '3. The laptop makes a user, and is its first device.'
new_id
ok users.create "{\"id\":\"$id\",\"handle\":\"ann.$run\",\"displayName\":\"Ann\"}" "$laptop_token"
user=$(text id)

say '4. The phone joins: the laptop shows a code, the phone shows a number, and the number is typed on the laptop.'
ok links.create '{}' "$laptop_token"
code=$(text code)
ok links.redeem "{\"handle\":\"ann.$run\",\"code\":\"$code\"}" "$phone_token"
link=$(text link)
number=$(text number)
ok links.approve "{\"link\":\"$link\",\"number\":\"$number\"}" "$laptop_token"
has "\"id\":\"$phone\""

say '5. Both devices are in the list; the phone was let in by the laptop.'
ok devices.list '{}' "$phone_token"
has "\"name\":\"Laptop.$run\""
has "\"name\":\"Phone.$run\""
has "\"linkedBy\":\"$laptop\""

say '6. The phone takes the state of now, and with it a cursor: its place in the log.'
ok sync '{}' "$phone_token"
has '"reason":"new"'
has "\"id\":\"$user\""
cursor=$(text cursor)

say '7. The laptop sets something; the phone asks what happened since, and learns who did it.'
set_theme() { # VALUE
  new_id
  op="{\"id\":\"$id\",\"key\":\"theme\",\"value\":\"$1\",\"base\":0,\"ageMs\":0}"
  ok settings.set "{\"app\":\"example\",\"ops\":[$op]}" "$laptop_token"
  has '"outcome":"applied"'
}
set_theme dark
ok sync "{\"since\":\"$cursor\"}" "$phone_token"
events 1
has '"type":"setting.changed"'
has '"value":"dark"'
has "\"actor\":{\"user\":\"$user\",\"device\":\"$laptop\"}"

say '8. The phone was away. With its cursor it gets all that it missed, once and in order, and then nothing more.'
cursor=$(printf '%s' "$reply" | sed 's/.*"cursor":"\([^"]*\)","more".*/\1/')
set_theme light
new_id
ok devices.rename "{\"id\":\"$id\",\"device\":\"$laptop\",\"label\":\"Ann on the road\"}" "$laptop_token"
ok devices.rename "{\"id\":\"$id\",\"device\":\"$laptop\",\"label\":\"Ann on the road\"}" "$laptop_token"
ok sync "{\"since\":\"$cursor\"}" "$phone_token"
events 2
case $reply in
  *'"value":"light"'*'"type":"device.renamed"'*'"label":"Ann on the road"'*) ;;
  *) fail "these are not the two events that were missed: $reply" ;;
esac
cursor=$(printf '%s' "$reply" | sed 's/.*"cursor":"\([^"]*\)","more".*/\1/')
ok sync "{\"since\":\"$cursor\"}" "$phone_token"
events 0

say '9. The laptop signs the phone out, for good. The phone is told by whom, whatever it tries.'
new_id
ok devices.revoke "{\"id\":\"$id\",\"device\":\"$phone\"}" "$laptop_token"
answer=$(call sync "{\"since\":\"$cursor\"}" "$phone_token")
reply=$answer
printf 'sync -> %s\n' "$answer"
has '"code":"device-revoked"'
has '"by":"Ann on the road"'
case $answer in *401) ;; *) fail "this should be answered by 401" ;; esac
ok devices.list '{}' "$laptop_token"
case $reply in *"$phone\""*'"online"'*) fail "the phone is still in the list: $reply" ;; esac

say 'All is as it should be.'
