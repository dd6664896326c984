using System.Globalization;
using Points.Domain;
using Points.Domain.Ports;

namespace Points.Cosmos.Documents;

/// <summary>A document of the ledger's feed that could not be passed on.</summary>
internal sealed record PoisonDocument(string Id, string Type, string Account, string SortKey, Poisoned Poisoned)
{
    public const string TypeName = "poison", Partition = "~poison";

    public static PoisonDocument From(Poisoned it)
    {
        var id = Digest.Of(TypeName, it.MemberId, it.DocumentId);
        return new(id, TypeName, Partition, string.Create(CultureInfo.InvariantCulture, $"{it.At.UtcDateTime:O}~{id}"), it with { At = it.At.ToUniversalTime() });
    }
}
