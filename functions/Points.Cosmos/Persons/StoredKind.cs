using Points.Domain;

namespace Points.Cosmos.Persons;

/// <summary>A kind of stored document.</summary>
/// <param name="Container">The container that has these documents.</param>
/// <param name="Type">The value of their property <c>type</c>.</param>
/// <param name="Document">The record that reads and writes them.</param>
/// <param name="Link">How they concern a person.</param>
/// <param name="NotExported">
/// Why a person's export does not have them: the end of a sentence that begins with "it". Null if it has them, and for
/// documents that concern nobody.
/// </param>
internal sealed record StoredKind(
    string Container,
    string Type,
    Type Document,
    PersonLink Link,
    BilingualName? NotExported = null
)
{
    public bool ConcernsAPerson => Link != PersonLink.None;

    /// <summary>Whether a person's export has documents of this kind.</summary>
    public bool IsExported => ConcernsAPerson && NotExported is null;
}
