//! Every colour and style: the terminal's own 16 colours, one accent, dim for what is secondary.
//!
//! Nothing elsewhere names a colour. With `NO_COLOR`, weight and place alone say the same.

use ratatui::style::{Color, Modifier, Style};

/// The styles of the program.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With colours, or with weight and place alone.
    pub fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// What a person reads and writes.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// What is secondary.
    pub fn dim(self) -> Style {
        if self.colour { Style::new().fg(Color::DarkGray) } else { Style::new().add_modifier(Modifier::DIM) }
    }

    /// Titles.
    pub fn title(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The one accent: where the eye should rest.
    pub fn accent(self) -> Style {
        self.coloured(Color::Cyan)
    }

    /// The selected line of a list.
    pub fn selected(self) -> Style {
        self.coloured(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// Letters that a search found, on top of the line's own style.
    pub fn hit(self, style: Style) -> Style {
        style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Selected text.
    pub fn selection(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What needs attention: overtime, what is not saved.
    pub fn warning(self) -> Style {
        self.coloured(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// Rules between panes.
    pub fn rule(self) -> Style {
        self.dim()
    }

    fn coloured(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new().add_modifier(Modifier::BOLD) }
    }
}
