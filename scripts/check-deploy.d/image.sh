# shellcheck shell=bash
# The container image: its base made of Debian's packages, since a registry may not be reached, then loaded and run.

if [ "$(id -u)" -ne 0 ] || ! have mmdebstrap || ! have podman; then
  fail "--image needs root, mmdebstrap and podman"
fi
systemctl stop hunar
# on a machine that lets nobody raise limits: as low as they are
printf '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]\n' > containers.conf
if have runc; then printf '[engine]\nruntime = "runc"\n' >> containers.conf; fi
export CONTAINERS_CONF=$work/containers.conf

# what is made here is taken away again
for image in localhost/java:17 "localhost/$(text container | grep -o 'hunar:[^ ]*$')"; do
  podman image exists "$image" || images+=("$image")
done
run base-image 's|^mvn |(cd "$project" \&\& mvn --batch-mode --quiet --no-transfer-progress |; s|base-image.tar$|&)|'
(umask 077 && printf 'HUNAR_KEYSTORE_PASSWORD=%s\nHUNAR_ADMIN_PASSWORD=%s\n' "$(openssl rand -hex 16)" \
  "$HUNAR_ADMIN_PASSWORD" > secrets.env)
HUNAR_KEYSTORE_PASSWORD=$(sed -n 's/^HUNAR_KEYSTORE_PASSWORD=//p' secrets.env)
export HUNAR_KEYSTORE_PASSWORD
openssl pkcs12 -export -name hunar -in fullchain.pem -inkey privkey.pem -out keystore.p12 -passout env:HUNAR_KEYSTORE_PASSWORD
container=hunar-$(basename "$work")
run container "s|server/target/|$project/&|; s|--name hunar|--name $container|; s|8443:8443|127.0.0.1:$proxy_port:8443|"
# by the name in its certificate
await "https://localhost:$proxy_port/api/v1/hello"
[ "$(podman exec "$container" id -u)" = 1000 ] || fail "the server in the container is not user 1000"
grep -qx '@/srv/hunar/java.options' <<< "$(podman exec "$container" sh -c 'tr "\0" "\n" < /proc/1/cmdline')" ||
  fail "its memory is not that of java.options"
ls data/hunar.mv.db data/token.key > /dev/null || fail "the volume does not hold the data"
podman stop --time 60 "$container" > /dev/null
[ "$(podman inspect --format '{{.State.ExitCode}}' "$container")" = 143 ] || fail "the container did not stop as it should"
passed "container image: base of Debian's packages, built by Jib, loaded, answers on HTTPS as user 1000, stops by SIGTERM"
