package io.lapwing.chatbot.charts;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextLayout;

/// A label ready to be drawn, of known width.
sealed interface Writing {
    /// Measures do not depend on a picture, and so not on what else is drawn.
    FontRenderContext SMOOTH = new FontRenderContext(null, true, true);

    float width();

    /// @param y of the baseline
    void draw(Graphics2D graphics, float x, float y);

    /// Only what has letters that change with their neighbours or run from right to left is laid out: the JDK's layout
    /// takes several times longer to start than all else that a chart needs of text.
    static Writing of(String text, Font font) {
        char[] letters = text.toCharArray();
        if (letters.length == 0 || !Font.textRequiresLayout(letters, 0, letters.length)) {
            GlyphVector glyphs = font.createGlyphVector(SMOOTH, letters);
            return new Plain(glyphs, (float) glyphs.getLogicalBounds().getWidth());
        }
        TextLayout layout = new TextLayout(text, font, SMOOTH);
        return new LaidOut(layout, layout.getAdvance());
    }

    record Plain(GlyphVector glyphs, float width) implements Writing {
        @Override
        public void draw(Graphics2D graphics, float x, float y) {
            graphics.drawGlyphVector(glyphs, x, y);
        }
    }

    record LaidOut(TextLayout layout, float width) implements Writing {
        @Override
        public void draw(Graphics2D graphics, float x, float y) {
            layout.draw(graphics, x, y);
        }
    }
}
