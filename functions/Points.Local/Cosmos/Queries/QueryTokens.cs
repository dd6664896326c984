using System.Globalization;
using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Queries;

/// <summary>Reads a query's text word by word.</summary>
internal sealed class QueryTokens(string sql)
{
    private int at;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return at == sql.Length;
        }
    }

    public CosmosError Refuse(string expected) => new(400,
        $"Only SELECT * FROM c [WHERE comparisons joined by AND] [ORDER BY c.path] is served here; expected {expected} at character {at} of: {sql}");

    /// <summary>Takes a keyword or mark if it comes next.</summary>
    public bool Take(string word)
    {
        SkipSpace();
        var end = at + word.Length;
        var isNext = string.Compare(sql, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && end <= sql.Length
            && !(IsNameCharacter(word[^1]) && end < sql.Length && IsNameCharacter(sql[end]));
        at = isNext ? end : at;
        return isNext;
    }

    public void Require(string word)
    {
        if (!Take(word))
        {
            throw Refuse(word);
        }
    }

    public string Name()
    {
        SkipSpace();
        var start = at;
        while (at < sql.Length && IsNameCharacter(sql[at]))
        {
            at++;
        }

        return at > start ? sql[start..at] : throw Refuse("a name");
    }

    public bool NextIs(char mark)
    {
        SkipSpace();
        return at < sql.Length && sql[at] == mark;
    }

    /// <summary>A string in single or double quotes; a backslash takes the next character as it is.</summary>
    public string Quoted()
    {
        var quote = sql[at++];
        var text = new System.Text.StringBuilder();
        while (at < sql.Length && sql[at] != quote)
        {
            if (sql[at] == '\\' && at + 1 < sql.Length)
            {
                at++;
            }

            text.Append(sql[at++]);
        }

        if (at == sql.Length)
        {
            throw Refuse("a closing quote");
        }

        at++;
        return text.ToString();
    }

    public Scalar Number()
    {
        SkipSpace();
        var start = at;
        while (at < sql.Length && (char.IsAsciiLetterOrDigit(sql[at]) || sql[at] is '-' or '+' or '.'))
        {
            at++;
        }

        var text = sql.AsSpan(start, at - start);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Scalar.Of(whole)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? Scalar.Of(real)
            : throw Refuse("a value");
    }

    private static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';

    private void SkipSpace()
    {
        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }
    }
}
