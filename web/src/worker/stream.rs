//! The bytes of a blob, as the browser reads them.

use js_sys::{Array, Reflect, Uint8Array};
use toolsync_core::finding::Span;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader};

use super::splice::Piece;

/// Hands the bytes of a blob to `each`, chunk by chunk, until it answers false.
///
/// # Errors
/// The browser's words, when the file cannot be read (moved, changed on disk, no right).
pub async fn read(blob: &Blob, mut each: impl FnMut(&[u8]) -> bool) -> Result<(), String> {
    let reader: ReadableStreamDefaultReader = blob.stream().get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let result = JsFuture::from(reader.read()).await.map_err(words)?;
        if Reflect::get(&result, &"done".into())
            .map_err(words)?
            .is_truthy()
        {
            return Ok(());
        }
        let chunk: Uint8Array = Reflect::get(&result, &"value".into())
            .map_err(words)?
            .unchecked_into();
        bytes.resize(chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes);
        if !each(&bytes) {
            // Nobody waits for the rest; whether the browser minds does not matter.
            let _ = reader.cancel();
            return Ok(());
        }
    }
}

/// The bytes at `span`.
///
/// # Errors
/// As [`read`].
pub async fn slice(blob: &Blob, span: Span) -> Result<Vec<u8>, String> {
    let part = part(blob, span).map_err(words)?;
    let buffer = JsFuture::from(part.array_buffer()).await.map_err(words)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A blob of pieces of another one and new bytes.
///
/// # Errors
/// As [`read`].
pub fn compose(blob: &Blob, pieces: &[Piece<'_>]) -> Result<Blob, String> {
    let parts = Array::new();
    for piece in pieces {
        match piece {
            Piece::Old(span) => parts.push(&part(blob, *span).map_err(words)?.into()),
            Piece::New(bytes) => parts.push(&Uint8Array::from(*bytes)),
        };
    }
    Blob::new_with_u8_array_sequence(&parts).map_err(words)
}

fn part(blob: &Blob, span: Span) -> Result<Blob, JsValue> {
    // Offsets below 2^53 are exact; no file is larger.
    blob.slice_with_f64_and_f64(span.start as f64, span.end as f64)
}

/// What the browser says of an error.
fn words(error: JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{error:?}"),
    }
}
