using System.Text.Json;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Queries;

/// <summary>
/// Parses the queries that the store supports. Refuses all others with the position of the first problem.
/// </summary>
internal sealed class QueryParser
{
    private static readonly (string Mark, ComparisonOperator Comparison)[] Marks =
    [
        ("<=", ComparisonOperator.LessOrEqual),
        (">=", ComparisonOperator.GreaterOrEqual),
        ("!=", ComparisonOperator.NotEqual),
        ("<>", ComparisonOperator.NotEqual),
        ("=", ComparisonOperator.Equal),
        ("<", ComparisonOperator.Less),
        (">", ComparisonOperator.Greater),
    ];

    private readonly QueryTokenReader _tokens;
    private readonly IReadOnlyDictionary<string, Scalar> _parameters;
    private string _alias = "";
    private List<QueryFilter>? _lookups;

    private QueryParser(string sql, IReadOnlyDictionary<string, Scalar> parameters)
    {
        _tokens = new QueryTokenReader(sql);
        _parameters = parameters;
    }

    /// <summary>Parses a query request: <c>{"query": "…", "parameters": [{"name": "@a", "value": 1}]}</c>.</summary>
    /// <exception cref="RequestRefusedException">The request is malformed, or the query is not supported.</exception>
    public static DocumentQuery ParseRequest(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var parameters = new Dictionary<string, Scalar>(StringComparer.Ordinal);
            if (json.RootElement.TryGetProperty("parameters", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (var parameter in list.EnumerateArray())
                    parameters[parameter.GetProperty("name").GetString()!] = ValueOf(parameter.GetProperty("value"));
            }
            var (sql, isMerged) = CrossRangeOrder.ParseRewritten(json.RootElement.GetProperty("query").GetString()!);
            return new QueryParser(sql, parameters).ParseQuery() with { IsMergedAcrossRanges = isMerged };
        }
        catch (Exception malformed)
            when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RequestRefusedException(400, $"The query request is malformed: {malformed.Message}");
        }
    }

    /// <summary>Reads the text of a query request that was already parsed.</summary>
    public static string ReadSql(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("query").GetString()!;
    }

    /// <summary>Parses the filter predicate of a patch: <c>FROM c WHERE …</c>.</summary>
    /// <exception cref="RequestRefusedException">The predicate is not supported.</exception>
    public static QueryFilter ParseCondition(string text)
    {
        var parser = new QueryParser(text, new Dictionary<string, Scalar>(StringComparer.Ordinal));
        var filter = parser.ParseSource();
        return parser._tokens.AtEnd ? filter : throw parser._tokens.SyntaxError("the end");
    }

    private DocumentQuery ParseQuery()
    {
        _tokens.Require("SELECT");
        if (_tokens.TryTake("VALUE"))
            return ParseCount();
        _tokens.Require("*");
        var filter = ParseSource(allowsLookups: true);
        JsonPath? orderBy = null;
        var descending = false;
        if (_tokens.TryTake("ORDER"))
        {
            _tokens.Require("BY");
            orderBy = ParsePath();
            descending = _tokens.TryTake("DESC");
            _ = !descending && _tokens.TryTake("ASC");
        }
        return _tokens.AtEnd
            ? new DocumentQuery(filter, orderBy, descending) { Lookups = _lookups }
            : throw _tokens.SyntaxError("the end");
    }

    private DocumentQuery ParseCount()
    {
        foreach (var word in new[] { "COUNT", "(", "1", ")" })
            _tokens.Require(word);
        var filter = ParseSource();
        if (_lookups is not null)
            throw _tokens.SyntaxError("a comparison with one value instead of a list");
        return _tokens.AtEnd
            ? new DocumentQuery(filter, null, false) { IsCount = true }
            : throw _tokens.SyntaxError("the end");
    }

    private QueryFilter ParseSource(bool allowsLookups = false)
    {
        _tokens.Require("FROM");
        _alias = _tokens.ReadName();
        if (!_tokens.TryTake("WHERE"))
            return QueryFilter.None;
        if (allowsLookups && _tokens.TryTake("("))
        {
            _lookups = ParseLookups();
            return QueryFilter.None;
        }
        return ParseConjunction();
    }

    /// <summary>
    /// Parses the query by which the SDK reads many items: <c>( ( c.id = @a AND c["key"] = @b ) OR ( … ) )</c>.
    /// </summary>
    private List<QueryFilter> ParseLookups()
    {
        var found = new List<QueryFilter>();
        do
        {
            _tokens.Require("(");
            found.Add(ParseConjunction());
            _tokens.Require(")");
        } while (_tokens.TryTake("OR"));
        _tokens.Require(")");
        return found;
    }

    private QueryFilter ParseConjunction()
    {
        var conditions = new List<QueryCondition>();
        do
        {
            conditions.Add(ParseComparison());
        } while (_tokens.TryTake("AND"));
        return new QueryFilter(conditions);
    }

    private QueryCondition ParseComparison()
    {
        if (_tokens.TryTake("STARTSWITH"))
        {
            _tokens.Require("(");
            var start = ParsePath();
            _tokens.Require(",");
            var prefix = ParseValue();
            _tokens.Require(")");
            return new QueryCondition(start, ComparisonOperator.StartsWith, prefix);
        }
        var path = ParsePath();
        if (_tokens.TryTake("IN"))
            return ParseMembership(path);
        foreach (var (mark, comparison) in Marks)
        {
            if (_tokens.TryTake(mark))
                return new QueryCondition(path, comparison, ParseValue());
        }
        throw _tokens.SyntaxError("one of = != < <= > >=");
    }

    /// <summary>
    /// Parses a list of ids, the only list that is supported: the SDK reads many items of a container
    /// keyed by id with it.
    /// </summary>
    private QueryCondition ParseMembership(JsonPath path)
    {
        if (path.Text is not "/id" || _lookups is not null)
            throw _tokens.SyntaxError("a single value");
        _tokens.Require("(");
        _lookups = [];
        do
        {
            _lookups.Add(new QueryFilter([new QueryCondition(path, ComparisonOperator.Equal, ParseValue())]));
        } while (_tokens.TryTake(","));
        _tokens.Require(")");
        return new QueryCondition(path, ComparisonOperator.Equal, Scalar.Undefined);
    }

    private JsonPath ParsePath()
    {
        _tokens.Require(_alias);
        var names = new List<string>();
        while (true)
        {
            if (_tokens.TryTake("."))
            {
                names.Add(_tokens.ReadPropertyName());
            }
            else if (_tokens.TryTake("["))
            {
                names.Add(
                    _tokens.NextIs('"') || _tokens.NextIs('\'')
                        ? _tokens.ReadQuoted()
                        : throw _tokens.SyntaxError("a quoted name")
                );
                _tokens.Require("]");
            }
            else
            {
                return names.Count > 0 ? JsonPath.FromNames(names) : throw _tokens.SyntaxError("a path");
            }
        }
    }

    private Scalar ParseValue()
    {
        if (_tokens.TryTake("@"))
        {
            var name = "@" + _tokens.ReadName();
            return _parameters.TryGetValue(name, out var value)
                ? value
                : throw _tokens.SyntaxError($"a value for {name}");
        }
        return _tokens.NextIs('\'') || _tokens.NextIs('"') ? Scalar.Of(_tokens.ReadQuoted())
            : _tokens.TryTake("true") ? Scalar.Of(true)
            : _tokens.TryTake("false") ? Scalar.Of(false)
            : _tokens.TryTake("null") ? Scalar.Null
            : _tokens.ReadNumber();
    }

    private static Scalar ValueOf(JsonElement value)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(value));
        reader.Read();
        return Scalar.Read(ref reader);
    }
}
