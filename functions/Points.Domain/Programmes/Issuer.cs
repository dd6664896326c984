using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>Who answers for a programme, with what the law asks of them (law L7).</summary>
public sealed record Issuer(string Name, string CreditCode, Permit TelecomLicence, ImmutableArray<Permit> Filings)
{
    /// <summary>The first licence or filing that has run out by that day; null when points may be issued.</summary>
    public Permit? LapsedOn(DateOnly day) => new[] { TelecomLicence }.Concat(Filings).FirstOrDefault(permit => permit.ValidUntil < day);
}

/// <summary>A licence or filing by its kind, as <c>telecom-licence</c>, and number.</summary>
/// <param name="ValidUntil">Its last valid day.</param>
public sealed record Permit(string Kind, string Number, DateOnly ValidUntil);
