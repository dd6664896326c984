namespace Emulators.CosmosDb.Protocol;

/// <summary>The kind of resource that a request's path names.</summary>
internal enum ResourceKind
{
    Account,
    Databases,
    Database,
    Containers,
    Container,
    Ranges,
    Documents,
    Document,
    Unknown,
}

/// <summary>
/// A path of the protocol: <c>/dbs/{name}/colls/{name}/docs/{id}</c>. Each name may also be a resource id.
/// </summary>
/// <param name="Kind">The kind of resource.</param>
/// <param name="Database">The database's name or resource id; empty when there is none.</param>
/// <param name="Container">The container's name or resource id; empty when there is none.</param>
/// <param name="Id">The document's id; empty when there is none.</param>
internal readonly record struct ResourcePath(
    ResourceKind Kind,
    string Database = "",
    string Container = "",
    string Id = ""
)
{
    public static ResourcePath Parse(string path)
    {
        Span<Range> parts = stackalloc Range[8];
        var text = path.AsSpan().Trim('/');
        var count = text.IsEmpty ? 0 : text.Split(parts, '/');
        if (count == 0)
            return new ResourcePath(ResourceKind.Account);
        if (text[parts[0]] is not "dbs" || (count > 2 && text[parts[2]] is not "colls"))
            return new ResourcePath(ResourceKind.Unknown);
        var database = count > 1 ? Unescape(text[parts[1]]) : "";
        var container = count > 3 ? Unescape(text[parts[3]]) : "";
        return (count, count > 4 ? text[parts[4]].ToString() : "") switch
        {
            (1, _) => new ResourcePath(ResourceKind.Databases),
            (2, _) => new ResourcePath(ResourceKind.Database, database),
            (3, _) => new ResourcePath(ResourceKind.Containers, database),
            (4, _) => new ResourcePath(ResourceKind.Container, database, container),
            (5, "pkranges") => new ResourcePath(ResourceKind.Ranges, database, container),
            (5, "docs") => new ResourcePath(ResourceKind.Documents, database, container),
            (6, "docs") => new ResourcePath(ResourceKind.Document, database, container, Unescape(text[parts[5]])),
            _ => new ResourcePath(ResourceKind.Unknown),
        };
    }

    private static string Unescape(ReadOnlySpan<char> part) =>
        part.Contains('%') ? Uri.UnescapeDataString(part) : part.ToString();
}
