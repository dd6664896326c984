using System.Globalization;
using System.Text;

namespace Points.Domain.Programmes.Naming;

/// <summary>
/// A name as people read it: without regard to case, width, accents, spaces, punctuation and invisible characters. So
/// "Gift  card", "G i f t-c a r d" and "ＧＩＦＴ　ＣＡＲＤ" are the same.
/// </summary>
internal sealed class ComparableText
{
    /// <summary>Words this long are recognised inside longer ones, too: nothing else contains them by chance.</summary>
    private const int DistinctLengthMin = 7;

    /// <summary>Letters that show as nothing.</summary>
    private static readonly int[] BlankLetters = [0x115F, 0x1160, 0x3164, 0xFFA0];

    /// <summary>Whether a word begins at a place of <see cref="Joined"/>; true at its end, too.</summary>
    private readonly bool[] _isEdge;

    private ComparableText(string joined, string spaced, bool[] isEdge) =>
        (Joined, Spaced, _isEdge) = (joined, spaced, isEdge);

    /// <summary>Only the letters and digits, in lower case.</summary>
    public string Joined { get; }

    /// <summary>The same with a space between words, and between letters, digits and Chinese.</summary>
    public string Spaced { get; }

    public static ComparableText From(string text)
    {
        var (joined, spaced, edges) = (new StringBuilder(), new StringBuilder(), new List<bool>());
        var (before, isAfterGap) = (Script.None, true);
        var wasLower = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
                continue;
            var folded = CharacterFolding.Fold(rune);
            var script = ScriptOf(folded);
            if (script == Script.None)
            {
                isAfterGap = true;
                continue;
            }
            // A capital in the middle of a word begins another one, as in PayPal.
            var isEdge = isAfterGap || script != before || (wasLower && Rune.IsUpper(rune));
            if (isEdge && spaced.Length > 0)
                spaced.Append(' ');
            edges.Add(isEdge);
            edges.AddRange(Enumerable.Repeat(false, folded.Utf16SequenceLength - 1));
            joined.Append(folded.ToString());
            spaced.Append(folded.ToString());
            (before, isAfterGap, wasLower) = (script, false, Rune.IsLower(rune));
        }
        return new(joined.ToString(), spaced.ToString(), [.. edges, true]);
    }

    /// <summary>Whether whole words, written together or apart, make up a phrase or its plural.</summary>
    /// <param name="phrase">Latin letters in lower case without spaces, such as <c>giftcard</c>.</param>
    public bool HasWords(string phrase)
    {
        for (
            var at = Joined.IndexOf(phrase, StringComparison.Ordinal);
            at >= 0;
            at = Joined.IndexOf(phrase, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + phrase.Length;
            if (_isEdge[at] && (_isEdge[end] || (Joined[end] == 's' && _isEdge[end + 1])))
                return true;
            if (phrase.Length >= DistinctLengthMin && !_isEdge.AsSpan(at + 1, phrase.Length - 1).Contains(true))
                return true;
        }
        return false;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
        || BlankLetters.Contains(rune.Value);

    private static Script ScriptOf(Rune rune) =>
        Rune.IsDigit(rune) ? Script.Digits
        : !Rune.IsLetter(rune) ? Script.None
        : rune.Value < 0x250 ? Script.Latin
        : Script.Other;

    private enum Script
    {
        None,
        Latin,
        Digits,

        /// <summary>Chinese above all.</summary>
        Other,
    }
}
