namespace Points.Local.Cosmos.Protocol;

/// <summary>What a request's path points at.</summary>
internal enum Target
{
    Account,
    Databases,
    Database,
    Containers,
    Container,
    Ranges,
    Documents,
    Document,
    Other,
}

/// <summary>A path of the protocol: <c>/dbs/{name}/colls/{name}/docs/{id}</c>, each name also as a resource id.</summary>
internal readonly record struct Address(Target Target, string Database = "", string Container = "", string Id = "")
{
    public static Address Parse(string path)
    {
        Span<Range> parts = stackalloc Range[8];
        var text = path.AsSpan().Trim('/');
        var count = text.IsEmpty ? 0 : text.Split(parts, '/');
        if (count == 0)
            return new Address(Target.Account);
        if (text[parts[0]] is not "dbs" || (count > 2 && text[parts[2]] is not "colls"))
            return new Address(Target.Other);
        var database = count > 1 ? Unescape(text[parts[1]]) : "";
        var container = count > 3 ? Unescape(text[parts[3]]) : "";
        return (count, count > 4 ? text[parts[4]].ToString() : "") switch
        {
            (1, _) => new Address(Target.Databases),
            (2, _) => new Address(Target.Database, database),
            (3, _) => new Address(Target.Containers, database),
            (4, _) => new Address(Target.Container, database, container),
            (5, "pkranges") => new Address(Target.Ranges, database, container),
            (5, "docs") => new Address(Target.Documents, database, container),
            (6, "docs") => new Address(Target.Document, database, container, Unescape(text[parts[5]])),
            _ => new Address(Target.Other),
        };
    }

    private static string Unescape(ReadOnlySpan<char> part) =>
        part.Contains('%') ? Uri.UnescapeDataString(part) : part.ToString();
}
