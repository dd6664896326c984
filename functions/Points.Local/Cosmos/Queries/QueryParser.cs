using System.Text.Json;
using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Queries;

/// <summary>Recognises the queries the store serves and refuses every other text, saying where it stopped following.</summary>
internal sealed class QueryParser
{
    private static readonly (string Mark, Comparison Comparison)[] Marks =
    [
        ("<=", Comparison.LessOrEqual),
        (">=", Comparison.GreaterOrEqual),
        ("!=", Comparison.NotEqual),
        ("<>", Comparison.NotEqual),
        ("=", Comparison.Equal),
        ("<", Comparison.Less),
        (">", Comparison.Greater),
    ];

    private readonly QueryTokens _tokens;
    private readonly IReadOnlyDictionary<string, Scalar> _given;
    private string _alias = "";
    private List<Filter>? _lookups;

    private QueryParser(string sql, IReadOnlyDictionary<string, Scalar> parameters)
    {
        _tokens = new QueryTokens(sql);
        _given = parameters;
    }

    /// <summary>Reads a query request: <c>{"query": "…", "parameters": [{"name": "@a", "value": 1}]}</c>.</summary>
    public static Query ParseRequest(ReadOnlyMemory<byte> body)
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
            var (sql, isMerged) = MergedOrder.Unwrap(json.RootElement.GetProperty("query").GetString()!);
            return new QueryParser(sql, parameters).ParseQuery() with { IsMerged = isMerged };
        }
        catch (Exception malformed)
            when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CosmosError(400, $"The query request is malformed: {malformed.Message}");
        }
    }

    /// <summary>The text of a query request that was parsed before.</summary>
    public static string Sql(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("query").GetString()!;
    }

    /// <summary>Reads a patch's filter predicate: <c>FROM c WHERE …</c>.</summary>
    public static Filter ParseCondition(string text)
    {
        var parser = new QueryParser(text, new Dictionary<string, Scalar>(StringComparer.Ordinal));
        var filter = parser.ParseSource();
        return parser._tokens.AtEnd ? filter : throw parser._tokens.Refuse("the end");
    }

    private Query ParseQuery()
    {
        _tokens.Require("SELECT");
        if (_tokens.Take("VALUE"))
            return ParseCount();
        _tokens.Require("*");
        var filter = ParseSource(lookupsServed: true);
        JsonPath? orderBy = null;
        var descending = false;
        if (_tokens.Take("ORDER"))
        {
            _tokens.Require("BY");
            orderBy = ParsePath();
            descending = _tokens.Take("DESC");
            _ = !descending && _tokens.Take("ASC");
        }
        return _tokens.AtEnd
            ? new Query(filter, orderBy, descending) { Lookups = _lookups }
            : throw _tokens.Refuse("the end");
    }

    private Query ParseCount()
    {
        foreach (var word in new[] { "COUNT", "(", "1", ")" })
            _tokens.Require(word);
        var filter = ParseSource();
        if (_lookups is not null)
            throw _tokens.Refuse("comparisons before that point");
        return _tokens.AtEnd ? new Query(filter, null, false) { IsCount = true } : throw _tokens.Refuse("the end");
    }

    private Filter ParseSource(bool lookupsServed = false)
    {
        _tokens.Require("FROM");
        _alias = _tokens.Name();
        if (!_tokens.Take("WHERE"))
            return Filter.None;
        if (lookupsServed && _tokens.Take("("))
        {
            _lookups = ParseLookups();
            return Filter.None;
        }
        return ParseConjunction();
    }

    /// <summary>The SDK's reading of many items: <c>( ( c.id = @a AND c["key"] = @b ) OR ( … ) )</c>.</summary>
    private List<Filter> ParseLookups()
    {
        var found = new List<Filter>();
        do
        {
            _tokens.Require("(");
            found.Add(ParseConjunction());
            _tokens.Require(")");
        } while (_tokens.Take("OR"));
        _tokens.Require(")");
        return found;
    }

    private Filter ParseConjunction()
    {
        var conditions = new List<Condition>();
        do
        {
            conditions.Add(ParseComparison());
        } while (_tokens.Take("AND"));
        return new Filter(conditions);
    }

    private Condition ParseComparison()
    {
        if (_tokens.Take("STARTSWITH"))
        {
            _tokens.Require("(");
            var start = ParsePath();
            _tokens.Require(",");
            var prefix = ParseValue();
            _tokens.Require(")");
            return new Condition(start, Comparison.StartsWith, prefix);
        }
        var path = ParsePath();
        if (_tokens.Take("IN"))
            return ParseMembership(path);
        foreach (var (mark, comparison) in Marks)
        {
            if (_tokens.Take(mark))
                return new Condition(path, comparison, ParseValue());
        }
        throw _tokens.Refuse("one of = != < <= > >=");
    }

    /// <summary>Ids are the only list served: it is how the SDK reads many items of a container keyed by id.</summary>
    private Condition ParseMembership(JsonPath path)
    {
        if (path.Text is not "/id" || _lookups is not null)
            throw _tokens.Refuse("a single value");
        _tokens.Require("(");
        _lookups = [];
        do
        {
            _lookups.Add(new Filter([new Condition(path, Comparison.Equal, ParseValue())]));
        } while (_tokens.Take(","));
        _tokens.Require(")");
        return new Condition(path, Comparison.Equal, Scalar.Undefined);
    }

    private JsonPath ParsePath()
    {
        _tokens.Require(_alias);
        var names = new List<string>();
        while (true)
        {
            if (_tokens.Take("."))
            {
                names.Add(_tokens.PropertyName());
            }
            else if (_tokens.Take("["))
            {
                names.Add(
                    _tokens.NextIs('"') || _tokens.NextIs('\'')
                        ? _tokens.Quoted()
                        : throw _tokens.Refuse("a quoted name")
                );
                _tokens.Require("]");
            }
            else
            {
                return names.Count > 0 ? JsonPath.Of(names) : throw _tokens.Refuse("a path");
            }
        }
    }

    private Scalar ParseValue()
    {
        if (_tokens.Take("@"))
        {
            var name = "@" + _tokens.Name();
            return _given.TryGetValue(name, out var value) ? value : throw _tokens.Refuse($"a value for {name}");
        }
        return _tokens.NextIs('\'') || _tokens.NextIs('"') ? Scalar.Of(_tokens.Quoted())
            : _tokens.Take("true") ? Scalar.Of(true)
            : _tokens.Take("false") ? Scalar.Of(false)
            : _tokens.Take("null") ? Scalar.Null
            : _tokens.Number();
    }

    private static Scalar ValueOf(JsonElement value)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(value));
        reader.Read();
        return Scalar.Read(ref reader);
    }
}
