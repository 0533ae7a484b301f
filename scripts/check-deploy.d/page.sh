# shellcheck shell=bash
# The blocks of the page, and what it means by its paths, hosts and services, here.

export PGHOST=$work/socket PGPORT=$database_port PGUSER=hunar PGDATABASE=hunar
export HUNAR_ADMIN_PASSWORD='sparks fly upwards at noon'

passed() { echo "PASS  $*"; }
skipped() { echo "SKIP  $*"; }
fail() { echo "FAIL  $*" >&2; exit 1; }
have() { command -v "$1" > /dev/null; }

marks() { sed -n 's/^<!-- run: \(.*\) -->$/\1/p' "$page"; }

# $1: name of the block, as the page has it
text() {
  awk -v mark="<!-- run: $1 -->" '
    $0 == mark { found = 1; next }
    found && /^```/ { if (inside) exit; inside = 1; next }
    found && inside' "$page" | grep . || fail "the page has no block $1"
  echo "$1" >> "$work/ran"
}

# … with the paths, ports and hosts of this folder; after a colon a path is that in the container
block() {
  text "$1" | sed -e "s|/backups/|$work/backups/|g" -e "s|/var/lib/postgresql/|$work/postgresql/|g" \
    -e "s|/opt/hunar/|$work/opt/hunar/|g" -e "s|\([^:]\)/srv/hunar|\1$work|g" -e "s|/var/tmp/|$work/|g" \
    -e "s|https://localhost:8443|http://127.0.0.1:$node_port|" -e "s|127.0.0.1:8444|127.0.0.1:$((node_port + 1))|" \
    -e "s|db1:5432|127.0.0.1:$database_port|" -e "s|db2:5432|127.0.0.1:$standby_port|" \
    -e "s|host=db1|host=127.0.0.1 port=$database_port|" -e "s|--host=db2|--host=127.0.0.1 --port=$standby_port|"
}

# $1: name of the block, $2: expression for sed that puts other names in place. Each command has to end well: this is called
# where errexit holds, and what the commands said is shown when the script ends in them
run() {
  commands=$(block "$1" | sed -e "${2:-}")
  log=$1.log
  eval "$commands" > "$log" 2>&1
  log=
}
log=

as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
own_by_postgres() { [ "$(id -u)" -ne 0 ] || chown -R postgres "$work/postgresql" "$work/backups/wal" "$PGHOST"; }

server=
settings=config.yml
# stands for the service of systemd: the same server, stopped and started in the same way
systemctl() {
  case "$1 $2" in
    'stop hunar') [ -z "$server" ] || { kill "$server" || true; wait "$server" || true; server=; } ;;
    'start hunar')
      java @java.options -jar opt/hunar/hunar.jar server "$settings" > server.log 2>&1 &
      server=$!
      await "http://127.0.0.1:$node_port/api/v1/hello"
      ;;
    'restart hunar')
      systemctl stop hunar
      systemctl start hunar
      ;;
    'stop postgresql') as_postgres "$postgresql/pg_ctl" -D "$work/postgresql/main" -m fast -w stop > /dev/null ;;
    'start postgresql')
      own_by_postgres
      as_postgres "$postgresql/pg_ctl" -D "$work/postgresql/main" -l "$work/postgresql/log" -w -t 60 start > /dev/null
      ;;
    *) fail "the page calls systemctl $*, of which this script knows nothing" ;;
  esac
}

# a call that is not waited for without end
ask() { curl -fsS --max-time 30 "$@"; }

await() {
  for _ in $(seq 900); do
    if ask -k -o /dev/null "$1" 2> /dev/null; then return; fi
    [ -z "$server" ] || kill -0 "$server" 2> /dev/null || break
    sleep 0.2
  done
  [ ! -e server.log ] || tail -20 server.log >&2
  fail "$1 does not answer"
}

token() {
  ask "http://127.0.0.1:$node_port/api/v1/oauth/token" -d grant_type=password -d "username=${1:-admin}" \
    --data-urlencode "password=${2:-$HUNAR_ADMIN_PASSWORD}" | sed 's/.*"access_token":"\([^"]*\)".*/\1/'
}
# $1: path, $2: body
put() {
  ask -o /dev/null -X PUT "http://127.0.0.1:$node_port/api/v1/$1" -H "Authorization: Bearer $(token)" \
    -H 'Content-Type: application/json' -d "$2"
}
get() { ask "http://127.0.0.1:$node_port/api/v1/$1" -H "Authorization: Bearer $(token)" "${@:2}"; }
# a programme, by which it is seen later which state this is
add() { put "programmes/$1" '{"title": {"en": "Welding"}}'; }
epoch() { get hello | sed 's/.*"epoch":\([0-9]*\).*/\1/'; }

# $1: name of the file, $2: of H2 in this folder, or a URL
settings() {
  local url=$2 user=hunar
  case "$url" in jdbc:*) ;; *)
    url="jdbc:h2:dsync:$work/$2;WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" ;;
  esac
  cat > "$1" << END
server:
  applicationConnectors: [{type: http, port: $node_port, bindHost: 127.0.0.1, useForwardedHeaders: true}]
  adminConnectors: [{type: http, port: $((node_port + 1)), bindHost: 127.0.0.1}]
http: {proxy: 127.0.0.1}
database: {url: "\${HUNAR_DATABASE_URL:-$url}", user: $user, replicaUrl: "\${HUNAR_REPLICA_URL:-}"}
identity: {keyFile: $work/identity.key}
tokens: {keyFile: $work/token.key}
passwords: {administrator: "$HUNAR_ADMIN_PASSWORD"}
blobs: {directory: $work/blobs-$(basename "$1" .yml)}
END
}

proxy=
container=
images=()
clean_up() {
  local status=$?
  set +e
  [ -z "$log" ] || { cat "$log" >&2; echo "FAIL  what the page says of ${log%.log} does not work" >&2; }
  systemctl stop hunar
  [ -z "$proxy" ] || kill "$proxy" 2> /dev/null || true
  for data in main standby; do
    [ ! -e "$work/postgresql/$data/postmaster.pid" ] ||
      as_postgres "$postgresql/pg_ctl" -D "$work/postgresql/$data" -m immediate -w stop > /dev/null || true
  done
  [ -z "$container" ] || podman rm --force --time 10 "$container" > /dev/null 2>&1
  [ ${#images[@]} -eq 0 ] || podman rmi --force "${images[@]}" > /dev/null 2>&1
  rm -rf "$work"
  exit "$status"
}
trap clean_up EXIT
