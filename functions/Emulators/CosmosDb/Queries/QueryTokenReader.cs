using System.Globalization;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Queries;

/// <summary>Reads a query's text word by word.</summary>
internal sealed class QueryTokenReader(string sql)
{
    /// <summary>Keywords of the query language. Cosmos DB does not accept them as property names after a dot.</summary>
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "ALL",
        "AND",
        "ARRAY",
        "AS",
        "ASC",
        "BETWEEN",
        "BY",
        "CASE",
        "CAST",
        "CONVERT",
        "CROSS",
        "DESC",
        "DISTINCT",
        "ELSE",
        "END",
        "ESCAPE",
        "EXISTS",
        "FALSE",
        "FOR",
        "FROM",
        "GROUP",
        "HAVING",
        "IN",
        "INNER",
        "INSERT",
        "INTO",
        "IS",
        "JOIN",
        "LEFT",
        "LIKE",
        "LIMIT",
        "NOT",
        "NULL",
        "OFFSET",
        "ON",
        "OR",
        "ORDER",
        "OUTER",
        "OVER",
        "RIGHT",
        "SELECT",
        "SET",
        "THEN",
        "TOP",
        "TRUE",
        "UDF",
        "UNDEFINED",
        "UPDATE",
        "VALUE",
        "WHEN",
        "WHERE",
        "WITH",
    };

    private int _at;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return _at == sql.Length;
        }
    }

    /// <summary>The refusal of a query in which something else is expected at the current position.</summary>
    public RequestRefusedException SyntaxError(string expected) =>
        new(
            400,
            $"Expected {expected} at character {_at} of: {sql}. The emulator supports only "
                + "SELECT * FROM c [WHERE comparisons joined by AND] [ORDER BY c.path] "
                + "and SELECT VALUE COUNT(1) FROM c [WHERE comparisons joined by AND]."
        );

    /// <summary>Takes a keyword or mark if it is next.</summary>
    public bool TryTake(string word)
    {
        SkipSpace();
        var end = _at + word.Length;
        var isNext =
            string.Compare(sql, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && end <= sql.Length
            && !(IsNameCharacter(word[^1]) && end < sql.Length && IsNameCharacter(sql[end]));
        _at = isNext ? end : _at;
        return isNext;
    }

    /// <exception cref="RequestRefusedException">The word is not next.</exception>
    public void Require(string word)
    {
        if (!TryTake(word))
            throw SyntaxError(word);
    }

    /// <exception cref="RequestRefusedException">No name is next.</exception>
    public string ReadName()
    {
        SkipSpace();
        var start = _at;
        while (_at < sql.Length && IsNameCharacter(sql[_at]))
            _at++;
        return _at > start ? sql[start.._at] : throw SyntaxError("a name");
    }

    /// <exception cref="RequestRefusedException">No name is next, or the name is a keyword.</exception>
    public string ReadPropertyName()
    {
        var name = ReadName();
        return Keywords.Contains(name) ? throw SyntaxError($"[\"{name}\"] instead of the keyword {name}") : name;
    }

    public bool NextIs(char mark)
    {
        SkipSpace();
        return _at < sql.Length && sql[_at] == mark;
    }

    /// <summary>Reads a string in single or double quotes. A character after a backslash is taken literally.</summary>
    public string ReadQuoted()
    {
        var quote = sql[_at++];
        var text = new System.Text.StringBuilder();
        while (_at < sql.Length && sql[_at] != quote)
        {
            if (sql[_at] == '\\' && _at + 1 < sql.Length)
                _at++;
            text.Append(sql[_at++]);
        }
        if (_at == sql.Length)
            throw SyntaxError("a closing quote");
        _at++;
        return text.ToString();
    }

    public Scalar ReadNumber()
    {
        SkipSpace();
        var start = _at;
        while (_at < sql.Length && (char.IsAsciiLetterOrDigit(sql[_at]) || sql[_at] is '-' or '+' or '.'))
            _at++;
        var text = sql.AsSpan(start, _at - start);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? Scalar.Of(whole)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? Scalar.Of(real)
            : throw SyntaxError("a value");
    }

    private static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';

    private void SkipSpace()
    {
        while (_at < sql.Length && char.IsWhiteSpace(sql[_at]))
            _at++;
    }
}
