# shellcheck shell=bash
# To PostgreSQL, back to a second, several nodes, reports from a standby, which is then made the primary.

postgresql=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/pg_basebackup 2> /dev/null | sort -V | tail -1)" 2> /dev/null || true)
if [ ! -x "$postgresql/pg_basebackup" ]; then
  skipped "move, the way back to a second, standby: no PostgreSQL with its programs"
  return
fi
PATH=$postgresql:$PATH
chmod 755 "$work"
own_by_postgres
as_postgres initdb --pgdata="$work/postgresql/main" --username=hunar --auth=trust > /dev/null
{
  printf "port = %s\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '%s'\n" "$database_port" "$PGHOST"
  block archive
} >> postgresql/main/postgresql.conf
systemctl start postgresql
createdb hunar
settings postgresql.yml "jdbc:postgresql://127.0.0.1:$database_port/hunar"
run move
grep -q 'Moved: ' move.log || fail "nothing was moved"
settings=postgresql.yml
systemctl start hunar
grep -q '"cpec-weld"' <<< "$(get programmes)" || fail "the PostgreSQL lacks what was in H2"
passed "move from H2 to PostgreSQL"

run base
add kept
moment=$(psql -qAt -c 'select now()')
add lost
was=$(epoch)
psql -qAt -c 'select pg_switch_wal()' > /dev/null
run back "s|'2026-09-20 09:31:00+00'|'$moment'|"
get programmes > now.json
grep -q '"kept"' now.json || fail "what was there before that second is missing"
! grep -q '"lost"' now.json || fail "what came after that second is there"
[ "$(epoch)" -gt "$was" ] || fail "the epoch was not raised"
passed "PostgreSQL back to a second, and the epoch raised"

rm -r backups/before-update
run nodes 's|config.yml|postgresql.yml|'
passed "update of several nodes: backup, db migrate beside the old version, restart"

run standby
printf "port = %s\narchive_mode = off\n" "$standby_port" >> postgresql/standby/postgresql.auto.conf
own_by_postgres
as_postgres "$postgresql/pg_ctl" -D "$work/postgresql/standby" -l "$work/postgresql/standby.log" -w -t 60 start > /dev/null
block synchronous >> postgresql/main/postgresql.conf
as_postgres "$postgresql/pg_ctl" -D "$work/postgresql/main" reload > /dev/null
HUNAR_REPLICA_URL=$(block replica | sed 's/^HUNAR_REPLICA_URL=//')
HUNAR_DATABASE_URL=$(block hosts | sed 's/^HUNAR_DATABASE_URL=//')
export HUNAR_REPLICA_URL HUNAR_DATABASE_URL
systemctl restart hunar
from_replica() { grep -qi '^hunar-replica-lag: ' <<< "$(get programmes/cpec-weld/report -o /dev/null -D -)"; }
for _ in $(seq 50); do if from_replica; then break; fi; sleep 0.2; done
from_replica || fail "the report is not read from the replica"
passed "reports from a replica, and the header that says so"

[ "$(psql -qAt -c 'select sync_state from pg_stat_replication')" = sync ] || fail "the standby is not synchronous"
add acknowledged
as_postgres "$postgresql/pg_ctl" -D "$work/postgresql/main" -m immediate -w stop > /dev/null
run promote
for _ in $(seq 150); do if add afterwards 2> /dev/null; then break; fi; sleep 0.2; done
get programmes > now.json
grep -q '"acknowledged"' now.json || fail "what was acknowledged before the primary failed is lost"
grep -q '"afterwards"' now.json || fail "the server did not go over to the new primary"
passed "primary gone, standby promoted: the server went over by itself, nothing acknowledged is lost"
