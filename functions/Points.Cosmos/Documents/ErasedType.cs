namespace Points.Cosmos.Documents;

/// <summary>
/// The types of documents whose member was erased. They are alone in the partition that the key of the ledgers names,
/// and no reader of the change feed takes them for new ones.
/// </summary>
internal static class ErasedType
{
    public const string Prefix = "erased-";

    /// <summary>The type that a document has after its member was erased.</summary>
    public static string Of(string type) => Prefix + type;

    /// <summary>The type that a document had before its member was erased, if that has happened.</summary>
    public static string? Before(string? type) =>
        type?.StartsWith(Prefix, StringComparison.Ordinal) == true ? type[Prefix.Length..] : type;
}
