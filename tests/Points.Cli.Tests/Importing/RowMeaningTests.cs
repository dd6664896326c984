namespace Points.Cli.Tests.Importing;

/// <summary>What the rows of an order mean, and what a refund names.</summary>
public sealed class RowMeaningTests : IDisposable
{
    private const string Items =
        "A1,2027-03-01 10:00:00,m,30,tea\nA1,2027-03-01 10:00:00,m,30,tea\nA1,2027-03-01 10:00:00,m,45,rice\n";

    private readonly FilePreview _preview = new();

    public void Dispose() => _preview.Dispose();

    [Fact]
    public void Rows_of_one_order_are_refused_with_the_option_that_decides() =>
        Assert.Equal(
            "The order A1 is in line 2 and in line 3: say with --rows lines that each row is a line of its order, with "
                + "--rows goods that only the first has the order's amount, or with --rows orders that it is the same "
                + "order again.",
            _preview.RefusalOfRows(Items)
        );

    [Fact]
    public void Rows_can_be_lines_of_one_order() =>
        Assert.Equal(
            ["lines 2, 3, 4: order A1 of m, 2027-03-01 10:00:00 +08:00, ¥105.00, 3 lines"],
            _preview.Rows(Items, "--rows", "lines")
        );

    [Fact]
    public void Lines_of_one_order_need_not_follow_each_other() =>
        Assert.Equal(
            [
                "line 3: order B1 of m, 2027-03-01 11:00:00 +08:00, ¥5.00",
                "lines 2, 4: order A1 of m, 2027-03-01 10:00:00 +08:00, ¥31.00, 2 lines",
            ],
            _preview.Rows(
                "A1,2027-03-01 10:00:00,m,30,\nB1,2027-03-01 11:00:00,m,5,\nA1,2027-03-01 10:00:00,m,1,\n",
                "--rows",
                "lines"
            )
        );

    [Fact]
    public void Only_the_first_row_of_an_order_can_have_its_amount() =>
        Assert.Equal(
            ["lines 2, 3: order A1 of m, 2027-03-01 10:00:00 +08:00, ¥105.00"],
            _preview.Rows("A1,2027-03-01 10:00:00,m,105,tea\nA1,,,,rice\n", "--rows", "goods")
        );

    [Theory]
    [InlineData(
        "A1,2027-03-01 10:00:00,m,105,\nA1,,,106,\n",
        "goods",
        "total_price \"106\" is not \"105\" as in line 2"
    )]
    [InlineData("A1,2027-03-01 10:00:00,m,1,\nA1,,n,1,\n", "lines", "customer_id \"n\" is not \"m\" as in line 2")]
    [InlineData("A1,2027-03-01 10:00:00,m,1,\nA1,,,x,\n", "lines", "total_price \"x\" is not an amount of yuan")]
    public void If_one_row_of_an_order_cannot_be_read_none_counts(string rows, string meaning, string reason)
    {
        var lines = _preview.Rows(rows, "--rows", meaning);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains(reason, line, StringComparison.Ordinal));
        Assert.StartsWith(
            "line 2: refused, invalid-row: line 3 of the same order: ",
            lines[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_letter_of_an_order_number_means_nothing() =>
        Assert.Equal(
            [
                "line 2: order A-77 of m, 2027-03-01 00:00:00 +08:00, ¥100.00",
                "line 3: refund of A-77 of m, 2027-03-02 00:00:00 +08:00, ¥100.00",
            ],
            _preview.Rows("A-77,2027-03-01,m,+100,\nA-77,2027-03-02,m,-100,\n")
        );

    [Fact]
    public void Refunds_belong_to_the_orders_that_they_name() =>
        Assert.Equal(
            ["refund of B1", "refund of B2"],
            _preview
                .Rows(
                    "B1,2027-03-01,m,500,\nB2,2027-03-02,m,500,\nB3,2027-03-03,m,500,\n"
                        + "B1,2027-03-04,m,-100,\nB2,2027-03-04,m,-500,\n"
                )[3..]
                .Select(line => line.Split(": ")[1].Split(" of m")[0])
        );

    [Fact]
    public void A_column_can_name_the_order_of_a_refund() =>
        Assert.Equal(
            "line 3: refund of B1 of m, 2027-03-02 00:00:00 +08:00, ¥1.00",
            _preview.Rows("B1,2027-03-01,m,5,\nR1,2027-03-02,m,-1,B1\n", "--columns", "refund-of=note")[1]
        );

    [Fact]
    public void Refunds_that_name_no_order_of_the_file_are_refused_with_the_option_that_decides()
    {
        const string rows = "B1,2027-03-01,m,5,\nC2,2027-03-02,m,-1,\n";
        Assert.Equal(
            "Line 3 refunds C2, which is no order in this file: say with --refunds same-number that refunds have the "
                + "number of their order, with --columns refund-of=COLUMN which column names it, or with --refunds "
                + "latest-order that a refund belongs to the customer's latest order.",
            _preview.RefusalOfRows(rows)
        );
        Assert.Contains(
            "refund of C2 of m",
            _preview.Rows(rows, "--refunds", "same-number")[1],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "the latest order",
            _preview.Rows(rows, "--refunds", "latest-order")[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Two_refunds_that_are_alike_are_refused_with_the_option_that_decides() =>
        Assert.StartsWith(
            "Line 4 repeats a refund of B1: say with --rows lines that both count",
            _preview.RefusalOfRows("B1,2027-03-01,m,5,\nB1,2027-03-02,m,-1,\nB1,2027-03-02,m,-1,\n"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("", "no-customer: customer_id is empty, and points go to known members only")]
    [InlineData("a b", "invalid-row: customer_id \"a b\" is not a member id")]
    public void A_row_without_a_member_is_refused(string customer, string reason) =>
        Assert.Contains(
            reason,
            Assert.Single(_preview.Rows($"N1,2027-03-01,{customer},1,\n")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("phones", "phone", "+86 138-0013-8000", "13800138000")]
    [InlineData("phones", "手机号", "8613800138000", "13800138000.0")]
    [InlineData("emails", "email", "Ming@Example.cn", "ming@example.cn")]
    [InlineData("numbers", "number", "K-7", "K-7")]
    public void Customers_are_found_in_the_file_of_members(string kind, string column, string listed, string customer)
    {
        var members = _preview.Write("members.csv", $"memberId,{column}\nm-1,{listed}\n");
        Assert.Equal(
            ["line 2: order N1 of m-1", "line 3: refused"],
            _preview
                .Rows(
                    $"N1,2027-03-01,{customer},1,\nN2,2027-03-01,13900139000,1,\n",
                    "--customers",
                    kind,
                    "--members",
                    members
                )
                .Select(line => line.Split(", ")[0])
        );
    }

    [Fact]
    public void A_file_of_members_that_names_two_for_one_customer_is_refused() =>
        Assert.Contains(
            "Line 3 of ",
            _preview.RefusalOfRows(
                "N1,2027-03-01,13800138000,1,\n",
                "--customers",
                "phones",
                "--members",
                _preview.Write("members.csv", "memberId,phone\nm-1,13800138000\nm-2,+8613800138000\n")
            ),
            StringComparison.Ordinal
        );
}
