# shellcheck shell=bash
# Behind nginx and Caddy; of the two nodes of their files one does not answer.

through_the_proxy() {
  await "https://127.0.0.1:$proxy_port/api/v1/hello"
  for _ in $(seq 20); do
    ask -k -H 'Host: hunar.example.org' -o /dev/null "https://127.0.0.1:$proxy_port/api/v1/hello" || fail "$1 lost a call"
  done
  kill "$proxy"
  wait "$proxy" || true
  proxy=
  passed "$1: takes the file, ends HTTPS, and 20 calls are answered though one of two nodes is down"
}
if have nginx; then
  sed -e "s|/etc/ssl/hunar|$work|" -e "s|listen 443|listen 127.0.0.1:$proxy_port|" -e "s|:8080|:$node_port|" \
    -e "s|:8090|:$((node_port + 9))|" "$deploy/nginx.conf" > site.conf
  printf 'pid %s/nginx.pid; error_log %s/nginx.log; daemon off; master_process off; events {}\nhttp { access_log off; include %s/site.conf; }\n' \
    "$work" "$work" "$work" > nginx.conf
  nginx -t -q -c "$work/nginx.conf" || fail "nginx does not take nginx.conf"
  nginx -c "$work/nginx.conf" &
  proxy=$!
  through_the_proxy nginx
else
  skipped "nginx.conf: no nginx"
fi
if have caddy; then
  sed -e "s|^hunar.example.org|https://127.0.0.1:$proxy_port, https://hunar.example.org:$proxy_port|" \
    -e "s|:8080|:$node_port|" -e "s|:8090|:$((node_port + 9))|" "$deploy/Caddyfile" > site.caddy
  # a certificate of its own, where nobody outside can ask for one
  { printf '{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n'; cat site.caddy; } > Caddyfile
  export XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work
  caddy validate --adapter caddyfile --config "$deploy/Caddyfile" > caddy.log 2>&1 || { cat caddy.log; fail "caddy does not take the Caddyfile"; }
  caddy run --adapter caddyfile --config Caddyfile > caddy.log 2>&1 &
  proxy=$!
  through_the_proxy caddy
else
  skipped "Caddyfile: no caddy"
fi
