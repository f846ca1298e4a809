//! The cells of a row.

/// Gives the cells of a row one by one. NULL and the empty text are the same to Moodle's code, and to Toolsync: no value.
pub trait Cells {
    /// Why a cell cannot be read.
    type Error;

    /// The next cell as a whole number of whatever width; NULL is 0.
    ///
    /// # Errors
    /// When there is no further cell, or it is no number.
    fn number(&mut self) -> Result<i64, Self::Error>;

    /// The next cell as a text; NULL is empty.
    ///
    /// # Errors
    /// When there is no further cell, or it is no text.
    fn text(&mut self) -> Result<String, Self::Error>;
}

/// A type that a cell is read as.
pub trait Cell: Sized {
    /// The next cell.
    ///
    /// # Errors
    /// Those of [`Cells`].
    fn of<C: Cells>(cells: &mut C) -> Result<Self, C::Error>;
}

impl Cell for i64 {
    fn of<C: Cells>(cells: &mut C) -> Result<Self, C::Error> {
        cells.number()
    }
}

/// An id; 0 is none, and so is a negative number, which Moodle uses as a mark here and there.
impl Cell for u64 {
    fn of<C: Cells>(cells: &mut C) -> Result<Self, C::Error> {
        Ok(Self::try_from(cells.number()?).unwrap_or_default())
    }
}

/// A flag: anything but 0 is yes.
impl Cell for bool {
    fn of<C: Cells>(cells: &mut C) -> Result<Self, C::Error> {
        Ok(cells.number()? != 0)
    }
}

impl Cell for String {
    fn of<C: Cells>(cells: &mut C) -> Result<Self, C::Error> {
        cells.text()
    }
}
