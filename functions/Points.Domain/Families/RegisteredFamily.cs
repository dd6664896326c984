using System.Collections.Immutable;

namespace Points.Domain.Families;

/// <summary>A registered family: the only ones who may give each other points (law L9). What counts is each member's own profile.</summary>
public sealed record RegisteredFamily(string FamilyId, ImmutableArray<string> Members)
{
    public const int MembersMax = 20;
}
