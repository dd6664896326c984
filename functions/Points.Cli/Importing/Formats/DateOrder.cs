namespace Points.Cli.Importing.Formats;

/// <summary>The order of the numbers of a date.</summary>
internal enum DateOrder
{
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

internal static class DateOrders
{
    public static readonly DateOrder[] All = [DateOrder.YearMonthDay, DateOrder.DayMonthYear, DateOrder.MonthDayYear];

    /// <summary>The word for an order on the command line and in a mapping.</summary>
    public static string Word(this DateOrder order) =>
        order switch
        {
            DateOrder.YearMonthDay => "ymd",
            DateOrder.DayMonthYear => "dmy",
            DateOrder.MonthDayYear => "mdy",
        };
}
