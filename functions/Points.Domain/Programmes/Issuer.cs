using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>The company that issues a programme's points, with the permits the law requires (law L7).</summary>
/// <param name="TelecomLicence">Null only in a document that is not lawful, which is never published.</param>
public sealed record Issuer(
    string Name,
    string CreditCode,
    IssuerKind Kind,
    Permit? TelecomLicence,
    ImmutableArray<Permit> Filings
)
{
    /// <summary>The first licence or filing that has expired by that day; null if all are valid.</summary>
    public Permit? FindExpiredPermit(DateOnly day) =>
        TelecomLicence?.ValidUntil < day ? TelecomLicence : Filings.FirstOrDefault(permit => permit.ValidUntil < day);

    /// <summary>Why no points may be issued on that day; null if they may.</summary>
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

    /// <summary>Issues payment cards. Its points must follow spending (law L11).</summary>
    Bank,
}

/// <summary>A licence or filing, with its kind, such as <c>telecom-licence</c>, and its number.</summary>
/// <param name="ValidUntil">Its last valid day.</param>
public sealed record Permit(string Kind, string Number, DateOnly ValidUntil);
