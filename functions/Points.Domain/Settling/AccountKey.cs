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
/// A part of a holder's account in a period: the lines of one programme and one day, those of points the holder issued
/// apart from the others. A store keeps each part in one place, which so has to bear a merchant's busiest day, never a month.
/// </summary>
/// <param name="Day">Of the month in which a line was booked; late lines keep theirs.</param>
/// <param name="Part">A merchant's: 0 for points it issued, 1 for the others. The platform has several, as it takes part in everything.</param>
public sealed record AccountKey(AccountHolder Holder, SettlementPeriod Period, string ProgrammeId, int Day, int Part)
{
    private const int PlatformParts = 4;
    private const char Separator = '~';

    /// <summary>Whether lines are booked here first, before the other sides of their flows.</summary>
    public bool Leads => Holder != AccountHolder.Platform && Part == 0;

    /// <summary>Where a line belongs by its time.</summary>
    public static AccountKey Of(SettlementLine line)
    {
        var part = line.Side switch { LineSide.Issuer => 0, LineSide.Other => 1, LineSide.Platform => line.LineId[^1] % PlatformParts };
        return new(line.Holder, SettlementPeriod.Of(line.Flow.At), line.Flow.Wallet.ProgrammeId, SettlementPeriod.DayOf(line.Flow.At).Day, part);
    }

    public static AccountKey Parse(string text) => text.Split(Separator) is [var holder, var period, var programme, [var tens, var units, '.', var part]]
        ? new(AccountHolder.Parse(holder), SettlementPeriod.Parse(period), programme, ((tens - '0') * 10) + units - '0', part - '0')
        : throw new InvalidDataException($"{text} names no account");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Holder}{Separator}{Period}{Separator}{ProgrammeId}{Separator}{Day:00}.{Part}");
}
