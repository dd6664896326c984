using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>Who answers for a programme, with what the law asks of them (law L7).</summary>
/// <param name="TelecomLicence">Null in a document that is not lawful: it is never published.</param>
public sealed record Issuer(
    string Name,
    string CreditCode,
    IssuerKind Kind,
    Permit? TelecomLicence,
    ImmutableArray<Permit> Filings
)
{
    /// <summary>The first licence or filing that has run out by that day; null when points may be issued.</summary>
    public Permit? FindExpiredPermit(DateOnly day) =>
        TelecomLicence?.ValidUntil < day ? TelecomLicence : Filings.FirstOrDefault(permit => permit.ValidUntil < day);

    /// <summary>Why no points may be issued on that day; null when they may.</summary>
    public Refusal? FindRefusal(DateOnly day) =>
        FindExpiredPermit(day) is { } permit
            ? new Refusal.ProgrammeNotLicensed(
                $"{permit.Kind} {permit.Number} was valid until {permit.ValidUntil:yyyy-MM-dd}"
            )
            : null;
}

public enum IssuerKind
{
    Merchant,

    /// <summary>Issues cards: its points follow spending alone (law L11).</summary>
    Bank,
}

/// <summary>A licence or filing by its kind, as <c>telecom-licence</c>, and number.</summary>
/// <param name="ValidUntil">Its last valid day.</param>
public sealed record Permit(string Kind, string Number, DateOnly ValidUntil);
