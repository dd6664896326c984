using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>A merchant's word that a line of theirs is wrong, and what came of it. One a line.</summary>
/// <param name="Period">Of the statement that the line is on.</param>
public sealed record Dispute(
    string DisputeId,
    string MerchantId,
    SettlementPeriod Period,
    SettlementLine Line,
    string Reason,
    DateTimeOffset RaisedAt
)
{
    private const string IdPrefix = "d-";

    public const int TextLengthMax = 500;

    public DisputeStatus Status { get; init; }

    /// <summary>What the operator answered; null while it is open.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether the lines that take it back are still to be sent.</summary>
    public bool IsCorrectionPending { get; init; }

    /// <summary>By which a merchant's disputes are listed; no two have the same.</summary>
    public string SortKey => string.Create(CultureInfo.InvariantCulture, $"{RaisedAt.UtcDateTime:O}~{DisputeId}");

    public static string CreateId(string lineId) => IdPrefix + Digest.Compute("dispute", lineId);

    /// <summary>Whether a statement shows it: its own, and those after it for as long as it is open.</summary>
    public bool IsShownOn(SettlementPeriod period) =>
        Period == period
        || (Status == DisputeStatus.Open && string.CompareOrdinal(Period.ToString(), period.ToString()) < 0);
}

public enum DisputeStatus
{
    Open,

    /// <summary>The line is taken back, with all sides of its flow, in the period of the answer.</summary>
    Accepted,

    Rejected,
}
