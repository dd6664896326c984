using System.Text.Json;
using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Queries;

/// <summary>Recognises the queries the store serves and refuses every other text, saying where it stopped following.</summary>
internal sealed class QueryParser
{
    private static readonly (string Mark, Comparison Comparison)[] Marks =
    [
        ("<=", Comparison.LessOrEqual), (">=", Comparison.GreaterOrEqual), ("!=", Comparison.NotEqual),
        ("<>", Comparison.NotEqual), ("=", Comparison.Equal), ("<", Comparison.Less), (">", Comparison.Greater),
    ];

    private readonly QueryTokens tokens;
    private readonly IReadOnlyDictionary<string, Scalar> given;
    private string alias = "";
    private List<Filter>? lookups;

    private QueryParser(string sql, IReadOnlyDictionary<string, Scalar> parameters)
    {
        tokens = new QueryTokens(sql);
        given = parameters;
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
                {
                    parameters[parameter.GetProperty("name").GetString()!] = ValueOf(parameter.GetProperty("value"));
                }
            }

            return new QueryParser(json.RootElement.GetProperty("query").GetString()!, parameters).ParseQuery();
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CosmosError(400, $"The query request is malformed: {malformed.Message}");
        }
    }

    /// <summary>Reads a patch's filter predicate: <c>FROM c WHERE …</c>.</summary>
    public static Filter ParseCondition(string text)
    {
        var parser = new QueryParser(text, new Dictionary<string, Scalar>(StringComparer.Ordinal));
        var filter = parser.ParseSource();
        return parser.tokens.AtEnd ? filter : throw parser.tokens.Refuse("the end");
    }

    private Query ParseQuery()
    {
        tokens.Require("SELECT");
        tokens.Require("*");
        var filter = ParseSource(lookupsServed: true);
        JsonPath? orderBy = null;
        var descending = false;
        if (tokens.Take("ORDER"))
        {
            tokens.Require("BY");
            orderBy = ParsePath();
            descending = tokens.Take("DESC");
            _ = !descending && tokens.Take("ASC");
        }

        return tokens.AtEnd ? new Query(filter, orderBy, descending) { Lookups = lookups } : throw tokens.Refuse("the end");
    }

    private Filter ParseSource(bool lookupsServed = false)
    {
        tokens.Require("FROM");
        alias = tokens.Name();
        if (!tokens.Take("WHERE"))
        {
            return Filter.None;
        }

        if (lookupsServed && tokens.Take("("))
        {
            lookups = ParseLookups();
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
            tokens.Require("(");
            found.Add(ParseConjunction());
            tokens.Require(")");
        }
        while (tokens.Take("OR"));
        tokens.Require(")");
        return found;
    }

    private Filter ParseConjunction()
    {
        var conditions = new List<Condition>();
        do
        {
            conditions.Add(ParseComparison());
        }
        while (tokens.Take("AND"));
        return new Filter(conditions);
    }

    private Condition ParseComparison()
    {
        if (tokens.Take("STARTSWITH"))
        {
            tokens.Require("(");
            var start = ParsePath();
            tokens.Require(",");
            var prefix = ParseValue();
            tokens.Require(")");
            return new Condition(start, Comparison.StartsWith, prefix);
        }

        var path = ParsePath();
        if (tokens.Take("IN"))
        {
            return ParseMembership(path);
        }

        foreach (var (mark, comparison) in Marks)
        {
            if (tokens.Take(mark))
            {
                return new Condition(path, comparison, ParseValue());
            }
        }

        throw tokens.Refuse("one of = != < <= > >=");
    }

    /// <summary>Ids are the only list served: it is how the SDK reads many items of a container keyed by id.</summary>
    private Condition ParseMembership(JsonPath path)
    {
        if (path.Text is not "/id" || lookups is not null)
        {
            throw tokens.Refuse("a single value");
        }

        tokens.Require("(");
        lookups = [];
        do
        {
            lookups.Add(new Filter([new Condition(path, Comparison.Equal, ParseValue())]));
        }
        while (tokens.Take(","));
        tokens.Require(")");
        return new Condition(path, Comparison.Equal, Scalar.Undefined);
    }

    private JsonPath ParsePath()
    {
        tokens.Require(alias);
        var names = new List<string>();
        while (true)
        {
            if (tokens.Take("."))
            {
                names.Add(tokens.Name());
            }
            else if (tokens.Take("["))
            {
                names.Add(tokens.NextIs('"') || tokens.NextIs('\'') ? tokens.Quoted() : throw tokens.Refuse("a quoted name"));
                tokens.Require("]");
            }
            else
            {
                return names.Count > 0 ? JsonPath.Of(names) : throw tokens.Refuse("a path");
            }
        }
    }

    private Scalar ParseValue()
    {
        if (tokens.Take("@"))
        {
            var name = "@" + tokens.Name();
            return given.TryGetValue(name, out var value) ? value : throw tokens.Refuse($"a value for {name}");
        }

        return tokens.NextIs('\'') || tokens.NextIs('"') ? Scalar.Of(tokens.Quoted())
            : tokens.Take("true") ? Scalar.Of(true)
            : tokens.Take("false") ? Scalar.Of(false)
            : tokens.Take("null") ? Scalar.Null
            : tokens.Number();
    }

    private static Scalar ValueOf(JsonElement value)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(value));
        reader.Read();
        return Scalar.Read(ref reader);
    }
}
