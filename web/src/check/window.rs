//! Which rows of a long table are in the document: arithmetic of the virtual table.

/// Height of a row in pixels; the style sheet has the same (`--row`).
pub const ROW: f64 = 32.0;

/// Browsers cap the height of an element (Firefox at about 17.8 million pixels). A longer table scrolls in larger steps.
const TALLEST: f64 = 8_000_000.0;

/// Rows kept above and below what is seen.
const MARGIN: u32 = 12;

/// The rows in the document, and the room that stands for the others, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Position of the first row.
    pub from: u32,
    /// How many rows.
    pub count: u32,
    /// Height above them.
    pub above: f64,
    /// Height below them.
    pub below: f64,
}

impl Window {
    /// What is in the document of `total` rows when the table is scrolled to `top` in a view of `height` pixels.
    pub fn at(top: f64, height: f64, total: u32) -> Self {
        let seen = seen(height).min(total);
        let room = room(total);
        let first = if is_scaled(total) {
            let path = (room - height).max(1.0);
            ((top / path).clamp(0.0, 1.0) * f64::from(total - seen)).round()
        } else {
            (top / ROW).floor().clamp(0.0, f64::from(total - seen))
        };
        // Never negative and never above `total`, which is a u32.
        let first = first as u32;
        let from = first.saturating_sub(MARGIN);
        let count = (seen + first - from + MARGIN).min(total - from);
        let above = if is_scaled(total) {
            // The first row that is seen stands at the top of the view.
            (top - f64::from(first - from) * ROW).clamp(0.0, room - f64::from(count) * ROW)
        } else {
            f64::from(from) * ROW
        };
        Self {
            from,
            count,
            above,
            below: (room - above - f64::from(count) * ROW).max(0.0),
        }
    }
}

/// How far to scroll so that a row is seen, when it is not; `head` pixels of the view are covered by the header.
pub fn scroll_to(row: u32, top: f64, height: f64, total: u32) -> Option<f64> {
    let seen = seen(height).min(total);
    if is_scaled(total) {
        let window = Window::at(top, height, total);
        let first = window.from + MARGIN.min(window.from);
        if row >= first && row + 2 < first + seen {
            return None;
        }
        let share = f64::from(row.saturating_sub(seen / 2)) / f64::from((total - seen).max(1));
        return Some(share.min(1.0) * (room(total) - height));
    }
    let place = f64::from(row) * ROW;
    if place < top {
        Some(place)
    } else if place + 2.0 * ROW > top + height {
        Some(place + 2.0 * ROW - height)
    } else {
        None
    }
}

/// How many rows a view of this height shows, the one cut at the bottom included.
pub fn seen(height: f64) -> u32 {
    (height / ROW).ceil().max(1.0) as u32
}

fn is_scaled(total: u32) -> bool {
    f64::from(total) * ROW > TALLEST
}

fn room(total: u32) -> f64 {
    (f64::from(total) * ROW).min(TALLEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers_the_room(window: Window, total: u32) {
        let height = window.above + f64::from(window.count) * ROW + window.below;
        assert!((height - room(total)).abs() < 0.01, "{window:?}");
        assert!(window.from + window.count <= total, "{window:?}");
    }

    #[test]
    fn a_short_table_is_there_as_a_whole() {
        let window = Window::at(0.0, 640.0, 5);
        assert_eq!((window.from, window.count), (0, 5));
        covers_the_room(window, 5);
        assert_eq!(Window::at(0.0, 640.0, 0).count, 0);
    }

    #[test]
    fn only_seen_rows_and_a_margin_are_there() {
        let window = Window::at(32.0 * 1000.0, 320.0, 100_000);
        assert_eq!(window.from, 1000 - MARGIN);
        assert_eq!(window.count, 10 + 2 * MARGIN);
        covers_the_room(window, 100_000);
    }

    #[test]
    fn the_last_row_is_reached() {
        for total in [100, 100_000, 1_000_000, 4_000_000] {
            let window = Window::at(room(total) - 320.0, 320.0, total);
            assert_eq!(window.from + window.count, total);
            covers_the_room(window, total);
        }
    }

    #[test]
    fn a_row_that_is_seen_needs_no_scrolling() {
        assert_eq!(scroll_to(5, 0.0, 320.0, 100), None);
        assert_eq!(scroll_to(1, 320.0, 320.0, 100), Some(32.0));
        assert_eq!(scroll_to(20, 0.0, 320.0, 100), Some(22.0 * 32.0 - 320.0));
    }

    #[test]
    fn a_far_row_of_a_huge_table_is_brought_into_the_window() {
        let total = 2_000_000;
        for row in [0, 7, 999_999, 1_999_999] {
            let top = scroll_to(row, 4_000_000.0, 640.0, total).unwrap_or(4_000_000.0);
            let window = Window::at(top, 640.0, total);
            assert!(
                (window.from..window.from + window.count).contains(&row),
                "{row}: {window:?}"
            );
            covers_the_room(window, total);
        }
    }
}
