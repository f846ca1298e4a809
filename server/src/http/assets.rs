//! The page's files: embedded in a release build, read from disk at start in a debug build.
//!
//! Names carry no hash. Each file has an entity tag and is asked for again at each visit, so page, script and
//! WebAssembly are always of one build; an unchanged file costs one small answer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY,
};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

/// Path, content, and brotli copy of a file.
type Embedded = (&'static str, &'static [u8], Option<&'static [u8]>);

/// The files that this build embeds.
static EMBEDDED: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The media types of what a bundle holds.
const MEDIA_TYPES: [(&str, &str); 8] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("csv", "text/csv; charset=utf-8"),
    ("ftl", "text/plain; charset=utf-8"),
];

struct Asset {
    media_type: &'static str,
    etag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
}

/// The files of the page, by name.
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// What is embedded; in a debug build, which embeds nothing, the bundle on disk: the folder named by the
    /// environment variable `TOOLSYNC_WEB_BUNDLE`, or `target/web/bundle` of the checkout (`cargo bundle` makes it).
    pub fn load() -> Self {
        let mut assets = Self(BTreeMap::new());
        for &(name, plain, brotli) in EMBEDDED {
            assets.insert(
                name,
                Bytes::from_static(plain),
                brotli.map(Bytes::from_static),
            );
        }
        if assets.0.is_empty() {
            let folder = std::env::var_os("TOOLSYNC_WEB_BUNDLE").map_or_else(
                || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/web/bundle"),
                PathBuf::from,
            );
            assets.read(&folder);
        }
        assets
    }

    fn read(&mut self, folder: &Path) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            tracing::warn!(folder = %folder.display(), "no web app there: run `cargo bundle` and start again");
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            if !name.ends_with(".br")
                && let Ok(bytes) = std::fs::read(&path)
            {
                self.insert(name, Bytes::from(bytes), None);
            }
        }
    }

    fn insert(&mut self, name: &str, plain: Bytes, brotli: Option<Bytes>) {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let media_type = MEDIA_TYPES
            .iter()
            .find(|(known, _)| *known == ending)
            .map_or("application/octet-stream", |(_, media)| media);
        let etag = Sha256::digest(&plain)
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        self.0.insert(
            name.to_owned(),
            Asset {
                media_type,
                etag: format!("\"{etag}\""),
                plain,
                brotli,
            },
        );
    }

    /// Answers with the file that the path names; with the page itself for every path that is a place in the app.
    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let path = request.path().trim_start_matches('/');
        let is_place = !path.contains('.');
        let Some(asset) = self.0.get(if is_place { "index.html" } else { path }) else {
            return if is_place {
                HttpResponse::NotFound()
                    .content_type("text/plain; charset=utf-8")
                    .body("This build has no web app. Run `cargo bundle` and start the server again, or build it with --release.\n")
            } else {
                HttpResponse::NotFound().finish()
            };
        };
        let header = |name| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let mut response = HttpResponse::Ok();
        response
            .insert_header((CACHE_CONTROL, "no-cache"))
            .insert_header((ETAG, asset.etag.as_str()))
            .insert_header((VARY, "Accept-Encoding"));
        if header(IF_NONE_MATCH)
            .split(',')
            .any(|tag| tag.trim().trim_start_matches("W/") == asset.etag)
        {
            return response
                .status(actix_web::http::StatusCode::NOT_MODIFIED)
                .finish();
        }
        response.content_type(asset.media_type);
        match &asset.brotli {
            Some(packed)
                if header(ACCEPT_ENCODING)
                    .split(',')
                    .any(|coding| coding.trim().starts_with("br")) =>
            {
                response
                    .insert_header((CONTENT_ENCODING, "br"))
                    .body(packed.clone())
            }
            _ => response.body(asset.plain.clone()),
        }
    }
}

/// Serves the page on every path that no other route took.
pub fn configure(config: &mut web::ServiceConfig) {
    config.default_service(web::get().to(
        |request: HttpRequest, assets: web::Data<Assets>| async move { assets.answer(&request) },
    ));
}
