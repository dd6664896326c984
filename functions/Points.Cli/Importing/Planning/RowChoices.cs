using Points.Cli.Hosts;
using Points.Cli.Importing.Mappings;

namespace Points.Cli.Importing.Planning;

/// <summary>Decides what rows and refunds mean, if nobody has said it.</summary>
internal static class RowChoices
{
    public const string RowsOption = "--rows",
        RefundsOption = "--refunds";

    /// <exception cref="CommandException">An order number occurs twice, which can mean two things.</exception>
    public static Choice<RowMeaning> Rows(Choice<RowMeaning>? given, OrderCounts orders)
    {
        if (given is not null)
            return given;
        if (orders.RepeatedSale is { } sale)
            throw new CommandException(
                $"The order {sale.Order} is in line {sale.FirstLine} and in line {sale.SecondLine}: say with "
                    + $"{RowsOption} lines that each row is a line of its order, with {RowsOption} goods that only the "
                    + $"first has the order's amount, or with {RowsOption} orders that it is the same order again."
            );
        if (orders.RepeatedRefund is { } refund)
            throw new CommandException(
                $"Line {refund.SecondLine} repeats a refund of {refund.Order}: say with {RowsOption} lines that both "
                    + $"count, or with {RowsOption} orders that it is the same refund again."
            );
        return new(RowMeaning.Orders, "no order number occurs twice");
    }

    /// <exception cref="CommandException">A refund's number is not that of an order in the file.</exception>
    public static Choice<RefundTarget> Refunds(Choice<RefundTarget>? given, OrderCounts orders)
    {
        if (given is not null)
            return given;
        if (orders.RefundWithoutSale is var (order, line))
            throw new CommandException(
                $"Line {line} refunds {order}, which is no order in this file: say with {RefundsOption} "
                    + "same-number that refunds have the number of their order, with --columns refund-of=COLUMN which "
                    + "column names it, "
                    + $"or with {RefundsOption} latest-order that a refund belongs to the customer's latest order."
            );
        return new(
            RefundTarget.SameNumber,
            orders.HasRefunds ? "every refund has the number of an order in the file" : "the file has no refund rows"
        );
    }

    public static string Describe(RowMeaning rows) =>
        rows switch
        {
            RowMeaning.Orders => "each is an order",
            RowMeaning.Lines => "each is a line of its order",
            RowMeaning.Goods => "the first of an order has its amount, the others list goods",
        };

    public static string Describe(RefundTarget refunds) =>
        refunds switch
        {
            RefundTarget.SameNumber => "a refund has the number of its order",
            RefundTarget.Named => "a column names the order of a refund",
            RefundTarget.LatestOrder => "a refund belongs to the customer's latest order with as much left",
        };

    public static string Describe(CustomerKind customers) =>
        customers switch
        {
            CustomerKind.MemberIds => "by member id",
            CustomerKind.Phones => "by telephone number",
            CustomerKind.Emails => "by e-mail address",
            CustomerKind.Numbers => "by customer number",
        };
}
