using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>
/// Identifies one part of a holder's account in a period: the lines of one programme and four days. The store keeps
/// each part in one partition, which therefore carries at most a merchant's busiest days, never a whole month.
/// </summary>
/// <param name="DayGroup">
/// The group of days of the month to which the line's own time belongs, even if it is late.
/// </param>
/// <param name="Shard">
/// Spreads the platform's lines, which come with almost every flow, over several accounts; 0 for merchants.
/// </param>
public sealed record SettlementAccountKey(
    AccountHolder Holder,
    SettlementPeriod Period,
    string ProgrammeId,
    int DayGroup,
    int Shard
)
{
    private const int DaysPerGroup = 4,
        PlatformShards = 4;
    private const char Separator = '~';

    /// <summary>The account to which a line belongs by its own time. A late line is booked in a later period.</summary>
    public static SettlementAccountKey ForLine(SettlementLine line) =>
        new(
            line.Holder,
            SettlementPeriod.Containing(line.Flow.At),
            line.Flow.ProgrammeId,
            (SettlementPeriod.DayOf(line.Flow.At).Day - 1) / DaysPerGroup,
            line.Side == LineSide.Platform ? PlatformShardOf(line) : 0
        );

    public static SettlementAccountKey Parse(string text) =>
        text.Split(Separator) is [var holder, var period, var programme, [var dayGroup, '.', var shard]]
            ? new(AccountHolder.Parse(holder), SettlementPeriod.Parse(period), programme, dayGroup - '0', shard - '0')
            : throw new InvalidDataException($"{text} is not an account key");

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Holder}{Separator}{Period}{Separator}{ProgrammeId}{Separator}{DayGroup}.{Shard}"
        );

    /// <summary>
    /// Uses the last but one character of the line's id. The last one carries fewer bits of the digest, so it would
    /// spread lines less evenly.
    /// </summary>
    private static int PlatformShardOf(SettlementLine line) => line.LineId[^2] % PlatformShards;
}
