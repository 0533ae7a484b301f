# shellcheck shell=bash
# One node on H2: what is looked at, backup and restore into another database, keys, people, the report, the update.

add cpec-weld
put users/asma '{"password": "lathe turns at dusk", "roles": [{"role": "MANAGER", "programme": "cpec-weld"}]}'
put users/ayesha '{"password": "spot welds in the rain", "roles": [{"role": "TRAINER", "programme": "cpec-weld"}]}'
put programmes/cpec-weld/cohorts/lhr-03 '{"title": {"en": "Lahore"}, "trainers": ["ayesha"]}'

# the page restores into the database of config.yml, which would not be empty here
settings restored.yml restored
run backup 's|restore config.yml|restore restored.yml|'
grep -q 'Restored: ' backup.log || fail "nothing was restored"
systemctl stop hunar
settings=restored.yml
systemctl start hunar
grep -q '"cpec-weld"' <<< "$(get programmes)" || fail "the restored server lacks what was backed up"
passed "backup while the server runs, restore --verify, restore; the restored server has it all"

systemctl stop hunar
settings=config.yml
systemctl start hunar
rm -r backups/hunar-*
settings again.yml again
run scripts "s| *#.*||; s|^scripts/backup .*|& $work/config.yml|; s|^scripts/restore /.*|& $work/again.yml|; s|^scripts/|$project/&|"
grep -q 'Restored: ' scripts.log || fail "scripts/restore restored nothing"
passed "scripts/backup, scripts/restore"

TOKEN=$(token)
run enrol
grep -q '"code":"' enrol.log || fail "no code for a phone"
run rescoring
TOKEN=$(token asma 'lathe turns at dusk')
run password 's|"old": "…", "new": "…"|"old": "lathe turns at dusk", "new": "gas flows before noon"|'
token asma 'gas flows before noon' > /dev/null
run names
run tokens
earlier=$(token)
systemctl restart hunar
ask -o /dev/null "http://127.0.0.1:$node_port/api/v1/programmes" -H "Authorization: Bearer $earlier" ||
  fail "a new key of the tokens logs people out"
passed "a phone let in, a password changed, keys of names and tokens changed and nobody logged out"

systemctl stop hunar
run report
systemctl start hunar
passed "report verify and rebuild"

cp opt/hunar/hunar.jar hunar-new.jar
cp opt/hunar/hunar.jar hunar-old.jar
run update
run rollback
grep -q '"cpec-weld"' <<< "$(get programmes)" || fail "the updated server lacks what was there"
passed "update with backup and doctor, and back again"
