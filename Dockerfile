# Tandem as an image: `docker build -t tandem .`. Postgres is yours (DATABASE_URL); the keys are in the volume /data.
# docs/guides/production.md has the rest.

# The web app is built where everything is installed.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node node_modules/vite/bin/vite.js build --config web/vite.config.ts

# What runs has neither the Postgres that ships nor a Node from npm (optional packages both; Postgres is yours, and the image has its Node), nor
# what only the web app needs, nor what only compilers and debuggers read.
FROM node:26-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && npm uninstall --no-save --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
    @base-ui/react @simplewebauthn/browser @tailwindcss/vite @tanstack/react-query @tanstack/react-router @tanstack/react-virtual \
    @vitejs/plugin-react lucide-react react react-dom tailwindcss vite \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:26-bookworm-slim
LABEL org.opencontainers.image.title="Tandem" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
# Nothing is installed into what runs. The keys are their owner's alone.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx \
  && install -d -m 700 -o 1000 -g 1000 /data \
  && printf '#!/bin/sh\nexec node /app/src/cli/main.ts "$@"\n' > /usr/local/bin/tandem && chmod 755 /usr/local/bin/tandem
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY migrations ./migrations
COPY src ./src
VOLUME /data
USER 1000:1000
EXPOSE 8080
# It answers as soon as it listens; migrations of a large database may take longer than the start period, and it is left alone meanwhile.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process: it hears SIGTERM, stops in order, and starts no others.
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
