using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>A grant that the member was due and could not get, such as when its reward is out of stock.</summary>
/// <param name="Revision">Under later terms the job tries again.</param>
/// <param name="Until">The day on which the job tries again; null if not under the same terms.</param>
public sealed record PostponedGrant(string GrantId, int Revision, DateOnly? Until)
{
    /// <summary>Adds a grant, and drops those of earlier terms and the same grant's previous one.</summary>
    internal static ImmutableArray<PostponedGrant> Add(ImmutableArray<PostponedGrant> all, PostponedGrant added) =>
        all.RemoveAll(it => it.Revision < added.Revision || it.GrantId == added.GrantId).Add(added);
}
