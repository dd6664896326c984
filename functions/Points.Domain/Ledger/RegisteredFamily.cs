using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// A registered family, whose members alone may send each other points (law L9). Transfers go by the family in each
/// member's profile, not by this list.
/// </summary>
public sealed record RegisteredFamily(string FamilyId, ImmutableArray<string> Members)
{
    public const int MembersMax = 20;
}

/// <param name="Version">Changes with every write, so that a write replaces only what was read.</param>
public sealed record StoredFamily(RegisteredFamily Family, string Version);
