using System.Text.Json.Nodes;
using Json.Schema;
using Points.Cli.Hosts;
using Points.Cli.Importing.Mappings;

namespace Points.Cli.Tests.Importing.Mappings;

/// <summary>The mappings that come with the command, with files as the shop systems export them.</summary>
public sealed class ShippedMappingTests : IDisposable
{
    private readonly FilePreview _preview = new();

    public void Dispose() => _preview.Dispose();

    [Fact]
    public void Orders_of_Shopify_are_read() =>
        Assert.Equal(
            [
                "line 2: set aside, not-paid: the order is not paid",
                "line 3: order #1003 of m-ming, 2026-03-03 21:40:02 +08:00, ¥300.00, of which ¥100.00 were refunded",
                "line 4: order #1002 of m-li, 2026-03-02 10:05:31 +08:00, ¥59.90",
                "lines 6, 7: order #1001 of m-ming, 2026-03-01 18:22:33 +08:00, ¥105.50",
            ],
            Read("shopify", "shopify-orders.csv", "memberId,email\nm-ming,ming@example.cn\nm-li,li@example.cn\n")
        );

    [Fact]
    public void Orders_of_WooCommerce_are_read() =>
        Assert.Equal(
            [
                "lines 2, 3: order 2101 of m-ming, 2026-03-01 10:22:00 +08:00, ¥128.50",
                "line 4: order 2102 of m-li, 2026-03-02 11:00:00 +08:00, ¥60.00, of which ¥60.00 were refunded",
                "line 6: set aside, not-paid: the order is not paid",
                "line 7: order 2104 of m-li, 2026-03-04 13:30:00 +08:00, ¥200.00",
            ],
            Read(
                "woocommerce",
                "woocommerce-orders.csv",
                "memberId,email\nm-ming,ming@example.cn\nm-li,li@example.cn\n"
            )
        );

    [Fact]
    public void Orders_of_Youzan_are_read() =>
        Assert.Equal(
            [
                "lines 2, 3: order E20260301095810000100011 of m-1, 2026-03-01 10:00:05 +08:00, ¥165.00",
                "line 4: order E20260301095810000100012 of m-2, 2026-03-01 11:30:00 +08:00, ¥1280.00, "
                    + "of which ¥280.00 were refunded",
                "line 6: set aside, not-paid: 订单尚未付款 (the order is not paid)",
            ],
            Read("youzan", "youzan-orders.csv", "会员号,手机号\nm-1,138 0013 8000\nm-2,+86 13900139000\n")
        );

    [Fact]
    public async Task Customers_that_are_named_otherwise_than_by_id_need_a_host_or_a_file_of_members() =>
        Assert.Equal(
            (
                1,
                "The file names customers by e-mail address (by the mapping): name the host, which finds them, with "
                    + "--url or --data, or the file that says which member each is with --members."
            ),
            await PointsCommand.RunFailing(
                "import",
                SampleOf("shopify-orders.csv"),
                "--programme",
                "p",
                "--merchant",
                "m",
                "--mapping",
                "shopify",
                "--dry-run"
            )
        );

    [Fact]
    public void The_shipped_mappings_follow_the_schema()
    {
        Assert.Equal(["online-retail-ii", "shopify", "woocommerce", "youzan"], MappingFile.Names);
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot, "functions/Points.Cli/Mappings")))
        {
            Assert.True(FollowsSchema(File.ReadAllText(file)), file);
            Assert.Contains(Path.GetFileNameWithoutExtension(file), MappingFile.Names);
        }
    }

    [Theory]
    [InlineData("""{ "columns": COLUMNS }""", true)]
    [InlineData("""{ "columns": COLUMNS, "rows": "lines", "dateFormat": ["dd.MM.yyyy"] }""", true)]
    [InlineData("""{ "columns": COLUMNS, "rules": [{ "when": {}, "refund": true }] }""", true)]
    [InlineData("""{ }""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""{ "columns": { "order": ["a"] } }""", false)]
    [InlineData("""{ "columns": COLUMNS, "colour": "red" }""", false)]
    [InlineData("""{ "columns": COLUMNS, "rows": "line" }""", false)]
    [InlineData("""{ "columns": COLUMNS, "separator": ",," }""", false)]
    [InlineData("""{ "columns": COLUMNS, "dateFormat": "ymd" }""", false)]
    [InlineData("""{ "columns": COLUMNS, "dateFormat": [] }""", false)]
    [InlineData("""{ "columns": COLUMNS, "numberFormat": "dot" }""", false)]
    [InlineData("""{ "columns": COLUMNS, "rules": [{ "when": {} }] }""", false)]
    [InlineData("""{ "columns": COLUMNS, "rules": [{ "when": {}, "setAside": "a", "refund": true }] }""", false)]
    public void The_schema_and_the_command_agree_on_what_a_mapping_is(string json, bool isMapping)
    {
        const string columns = """{ "order": ["a"], "date": ["b"], "customer": ["c"], "amount": ["d"] }""";
        var text = json.Replace("COLUMNS", columns, StringComparison.Ordinal);
        var file = _preview.Write("mapping.json", text);

        Assert.Equal(isMapping, FollowsSchema(text));
        var fault = Record.Exception(() => MappingFile.Read(file));
        Assert.Equal(isMapping, fault is null);
        if (!isMapping)
            Assert.StartsWith(
                $"The mapping {file} ",
                Assert.IsType<CommandException>(fault).Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("nothing", "There is no mapping nothing: give the path of a file, or one of online-retail-ii, shopify")]
    [InlineData("", "The mapping must have a name.")]
    [InlineData("/", "The mapping / cannot be read: it is a folder.")]
    public void A_mapping_that_is_not_there_is_refused(string name, string reason) =>
        Assert.StartsWith(
            reason,
            Assert.Throws<CommandException>(() => MappingFile.Read(name)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_rule_can_make_rows_refunds() =>
        Assert.Equal(
            "line 3: refund of N1 of m, 2027-03-02 00:00:00 +08:00, ¥2.00",
            _preview.Rows(
                "N1,2027-03-01,m,5,sale\nN1,2027-03-02,m,2,return\n",
                "--mapping",
                _preview.Write(
                    "mapping.json",
                    """
                    {
                      "columns": {
                        "order": ["invoice_id"], "date": ["invoice_date"], "customer": ["customer_id"],
                        "amount": ["total_price"]
                      },
                      "rules": [ { "when": { "column": ["note"], "is": ["RETURN"] }, "refund": true } ]
                    }
                    """
                )
            )[1]
        );

    [Fact]
    public void Amounts_of_another_currency_are_refused() =>
        Assert.Equal(
            "line 2: refused, invalid-row: note \"USD\" is not the yuan (CNY)",
            Assert.Single(_preview.Rows("N1,2027-03-01,m,5,USD\n", "--columns", "currency=note"))
        );

    private static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Points.sln")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    private static bool FollowsSchema(string json) =>
        JsonSchema
            .FromText(File.ReadAllText(Path.Combine(RepositoryRoot, "docs/import-mapping.schema.json")))
            .Evaluate(JsonNode.Parse(json))
            .IsValid;

    private static string SampleOf(string file) => Path.Combine(AppContext.BaseDirectory, "Importing/Samples", file);

    private string[] Read(string mapping, string sample, string members) =>
        _preview.Lines(
            File.ReadAllBytes(SampleOf(sample)),
            "--mapping",
            mapping,
            "--members",
            _preview.Write("members.csv", members)
        );
}
