# What the examples in curl share: calls with curl, and checks of what comes back. Read by them, not run.

url=${KITH_URL:-http://127.0.0.1:3000}
run=$(date +%s)-$$ # names are unique on a server, so every run has its own
commands=0

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\nFAILED: %s\n' "$*" >&2
  exit 1
}

# call METHOD PARAMS [TOKEN]: every method is a POST of JSON to /v1/<method>. The status comes last, on its own line.
call() {
  if [ $# -eq 3 ]; then set -- "$1" "$2" "authorization: Bearer $3"; else set -- "$1" "$2" 'accept: */*'; fi
  curl --silent --show-error --max-time 20 --write-out '\n%{http_code}' \
    --header 'content-type: application/json' --header "$3" --data "$2" "$url/v1/$1"
}

# ok METHOD PARAMS [TOKEN]: the result of a call that must succeed, in $reply.
ok() {
  printf '%s %s\n' "$1" "$2"
  answer=$(call "$@") || fail "no answer from $url"
  reply=$(printf '%s\n' "$answer" | sed '$d')
  [ "$(printf '%s\n' "$answer" | sed -n '$p')" = 200 ] || fail "$1 was refused: $reply"
  printf '  -> %.300s\n' "$reply"
}

# text NAME: the first text member of that name in $reply.
text() { printf '%s' "$reply" | grep -o "\"$1\":\"[^\"]*\"" | sed -n '1s/^"[^"]*":"\(.*\)"$/\1/p'; }

# has TEXT: $reply must hold it.
has() { case $reply in *"$1"*) ;; *) fail "there should be $1 in $reply" ;; esac; }

# events COUNT: $reply, of sync, must hold exactly so many.
events() {
  found=$(printf '%s' "$reply" | grep -o '"seq":' | grep -c . || true)
  [ "$found" -eq "$1" ] || fail "there should be $1 events, not $found: $reply"
  has '"more":false'
}

# A command that lasts carries an id of ours: sent again with the same id, it is done once. A UUID is a good id.
new_id() {
  commands=$((commands + 1))
  id=$run-$commands
}

# A secret that only the device knows, made by the client.
secret() { head -c 24 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
