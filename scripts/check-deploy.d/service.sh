# shellcheck shell=bash
# The service, put in place as the page says and started as its unit says: in namespaces of mounts and of the network, so
# that neither the users and services of this machine nor its ports are touched.

if [ "$(id -u)" -ne 0 ] || ! have systemd-analyze || ! have ip || ! unshare --mount --net true 2> /dev/null; then
  skipped "hunar.service: needs root, systemd-analyze, ip and unshare"
else
  mkdir service
  cp "$project/server/target/hunar.jar" "$project/config.yml" java.options "$deploy/hunar.service" fullchain.pem privkey.pem service
  (umask 077 && printf 'HUNAR_KEYSTORE_PASSWORD=%s\nHUNAR_ADMIN_PASSWORD="%s"\n' "$(openssl rand -hex 16)" \
    "$HUNAR_ADMIN_PASSWORD" > service/secrets.env)
  text service > service/install
  text daily | sed -e 's/^[^a-z]*//' -e 's/\\%/%/g' > service/daily
  text look | sed 's/java -jar hunar.jar/java -jar \/opt\/hunar\/hunar.jar/' > service/look
  text well > service/well
  log=service.log
  unshare --mount --net --pid --fork --kill-child bash "$parts/in-namespace.sh" "$work/service" > "$log" 2>&1
  log=
  passed "hunar.service: put in place, started with its own line, user and settings on HTTPS; doctor, health, daily backup"
fi
