using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>Whose account it is: a merchant's, or the platform's.</summary>
/// <param name="MerchantId">Null for the platform.</param>
public readonly record struct AccountHolder(string? MerchantId)
{
    /// <summary>No merchant's id can look like it.</summary>
    private const string PlatformText = "*";

    public static readonly AccountHolder Platform = new(null);

    public static AccountHolder Parse(string text) => text == PlatformText ? Platform : new(text);

    public override string ToString() => MerchantId ?? PlatformText;
}

/// <summary>
/// A part of a holder's account in a period: the lines of one programme and a few days. A store keeps each part in one place,
/// which so has to bear a merchant's busiest days, never a month.
/// </summary>
/// <param name="DayGroup">Which days of the month in which a line was booked; late lines keep theirs.</param>
/// <param name="Shard">The platform, which takes part in everything, has several accounts where merchants have one.</param>
public sealed record AccountKey(
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

    /// <summary>Where a line belongs by its time.</summary>
    public static AccountKey ForLine(SettlementLine line) =>
        new(
            line.Holder,
            SettlementPeriod.Containing(line.Flow.At),
            line.Flow.Wallet.ProgrammeId,
            (SettlementPeriod.DayOf(line.Flow.At).Day - 1) / DaysPerGroup,
            // The last character of a digest has only a quarter of the values that the others have.
            line.Side == LineSide.Platform
                ? line.LineId[^2] % PlatformShards
                : 0
        );

    public static AccountKey Parse(string text) =>
        text.Split(Separator) is [var holder, var period, var programme, [var part, '.', var split]]
            ? new(AccountHolder.Parse(holder), SettlementPeriod.Parse(period), programme, part - '0', split - '0')
            : throw new InvalidDataException($"{text} names no account");

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Holder}{Separator}{Period}{Separator}{ProgrammeId}{Separator}{DayGroup}.{Shard}"
        );
}
