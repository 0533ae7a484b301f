#!/usr/bin/env bash
# Called by service.sh, in namespaces of its own: changes to /etc, /srv, /opt and the ports are gone when it ends.
set -euo pipefail
cd "$1"
cp -a /etc etc
mount --make-rprivate /
mount --bind etc /etc
for folder in /srv /opt /home; do mount -t tmpfs tmpfs "$folder"; done
mount -t proc proc /proc
ip link set lo up
userdel hunar 2> /dev/null || true

unit=/etc/systemd/system/hunar.service
value() { sed -n "s/^$1=//p" "$unit"; }
# what systemd makes of the unit, without systemd
systemctl() {
  case "$1" in
    daemon-reload) ! systemd-analyze verify "$unit" 2>&1 | grep hunar.service ;;
    enable)
      (
        set -a
        . "$(value EnvironmentFile)"
        cd "$(value WorkingDirectory)"
        umask "$(value UMask)"
        # shellcheck disable=SC2046 # words of a line
        exec setpriv --reuid="$(value User)" --regid="$(value Group)" --clear-groups --no-new-privs --bounding-set=-all \
          $(value ExecStart)
      ) > server.log 2>&1 &
      curl -sk --max-time 5 --retry 60 --retry-delay 1 --retry-all-errors -o /dev/null https://localhost:8443/api/v1/hello || { cat server.log; return 1; }
      ;;
  esac
}
# of a certificate that nobody signed
curl() { command curl --insecure "$@"; }

eval "$(cat install)"

# only data/ is written to
[ "$(ls /srv/hunar | tr '\n' ' ')" = 'config.yml data java.options ' ] || { ls -l /srv/hunar; exit 1; }
eval "$(cat well)"

token=$(curl -fsS https://localhost:8443/api/v1/oauth/token -d grant_type=password -d username=admin \
  --data-urlencode "password=$HUNAR_ADMIN_PASSWORD" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
chain=$(curl -fsS -H "Authorization: Bearer $token" https://localhost:8443/api/v1/audit/chain)
noted=$(sed 's/.*"head":"\([^"]*\)".*/\1/' <<< "$chain")
install -d -o hunar -m 700 /home/backups
cd /srv/hunar
eval "$(sed "s/1204:9f3c/$noted/" "$OLDPWD/look")"
runuser -u hunar -- sh -c "$(sed 's|/backups/|/home/backups/|' "$OLDPWD/daily")"
java -jar /opt/hunar/hunar.jar restore --verify /home/backups/hunar-*
