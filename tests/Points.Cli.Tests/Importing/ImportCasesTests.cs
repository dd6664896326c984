using System.Text;

namespace Points.Cli.Tests.Importing;

/// <summary>Imports into a host of files as shops have them.</summary>
public sealed class ImportCasesTests : IAsyncLifetime
{
    private const string Header = "invoice_id,invoice_date,customer_id,total_price\n";

    private readonly TempFolder _folder = new();
    private RunningHost _host = null!;

    private ImportRunner Command => new(_folder);

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start(_folder.PathOf("data"));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Refunds_take_points_back_of_the_orders_that_they_name_once_however_often_they_are_imported()
    {
        const string file =
            Header
            + "B1,2026-03-01 10:00,m,100\nB2,2026-03-02 10:00,m,500\nB3,2026-03-03 10:00,m,1000\n"
            + "B1,2026-03-04 10:00,m,-100\nB2,2026-03-04 10:00,m,-500\nA-77,2026-03-05 10:00,m,+100\n"
            + "A-77,2026-03-06 10:00,m,-100\n";

        var first = await Command.ImportWithoutMapping(file);
        var second = await Command.ImportWithoutMapping(file);

        Assert.Equal((7, 1700, 700), (first["sent"], first["points issued"], first["points taken back"]));
        Assert.Equal((0, 7, 0), (second["sent"], second["already there"], second["points taken back"]));
        Assert.Equal(1000, (await _host.Api.Wallet("m", "supermarket")).Available);
        var refunded = (await _host.Api.Ledger("m", "supermarket"))
            .Where(entry => (long)entry["points"]! < 0)
            .Select(entry => (string)entry["reference"]!);
        Assert.Equal(
            ["A-77~refund~20260306020000~10000", "B1~refund~20260304020000~10000", "B2~refund~20260304020000~50000"],
            refunded.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Lines_of_one_order_are_one_order()
    {
        const string file =
            Header + "A1,2026-03-01 10:00,m,30\nA1,2026-03-01 10:00,m,30\nA1,2026-03-01 10:00,m,45.90\n";

        var refused = await PointsCommand.RunFailing(Command.WithoutMapping(_folder.Write("in.csv", file)));
        var first = await Command.ImportWithoutMapping(file, "--rows", "lines");
        var second = await Command.ImportWithoutMapping(file, "--rows", "lines");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("say with --rows lines", refused.Error, StringComparison.Ordinal);
        Assert.Equal((3, 105), (first["sent"], first["points issued"]));
        Assert.Equal((0, 3), (second["sent"], second["already there"]));
        Assert.Single(await _host.Api.Ledger("m", "supermarket"));
    }

    [Fact]
    public async Task Orders_of_Chinese_Excel_are_imported_whole()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = _folder.PathOf("店.csv");
        await File.WriteAllBytesAsync(
            file,
            Encoding
                .GetEncoding("gb18030")
                .GetBytes(
                    "订单号,下单时间,会员,金额,备注\r\n"
                        + "店甲1,2026/3/1 10:00,m,\"￥1,234.50\",\"谢谢\nX999,2026/3/1,evil,99999,\"\r\n"
                        + "店乙1,2026/3/13 10:00,m,20.00元,\r\n店丙1,2026/3/14 下午 3:05,m,30,\r\n"
                ),
            TestContext.Current.CancellationToken
        );

        var (exitCode, output, errors) = await PointsCommand.Run([
            .. Command.WithoutMapping(file),
            "--columns",
            "order=订单号,date=下单时间,customer=会员,amount=金额",
        ]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal((3, 3), (ImportReport.Read(output)["rows"], ImportReport.Read(output)["sent"]));
        Assert.Equal(1234 + 20 + 30, (await _host.Api.Wallet("m", "supermarket")).Available);
    }

    [Fact]
    public async Task If_every_row_is_refused_the_exit_code_says_that_rows_are_missing()
    {
        var (exitCode, output, _) = await PointsCommand.Run(
            Command.WithoutMapping(_folder.Write("in.csv", Header + "N1,2026-03-01,,5\nN2,2026-03-01,,5\n"))
        );

        Assert.Equal((3, 2), (exitCode, ImportReport.Read(output)["refused, no-customer"]));
        Assert.Contains("line 3: refused, no-customer: customer_id is empty", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_of_the_host_are_in_the_words_of_the_file()
    {
        await Command.ImportWithoutMapping(Header + "N1,2026-03-01 10:00,m,5\n");

        await Command.ImportWithoutMapping(
            Header + "N1,2026-03-01 10:00,m,6\nN2,2099-01-01,m,5\nN3,2026-03-01,m,5\nN3,2026-03-02,m,-6\n"
        );

        var report = await File.ReadAllTextAsync(Command.RefusedFile, TestContext.Current.CancellationToken);
        Assert.Contains("invoice_id \"\"N1\"\" was imported before with another", report, StringComparison.Ordinal);
        Assert.Contains("invoice_date \"\"2099-01-01\"\"", report, StringComparison.Ordinal);
        Assert.Contains(
            "total_price \"\"-6\"\" is more than is left to refund of invoice_id \"\"N3\"\"",
            report,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("occurredAt", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refunded_of_an_order_is_taken_back_with_it()
    {
        const string file = "invoice_id,invoice_date,customer_id,total_price,refunded\n#1,2026-03-01,m,300,100.00\n";
        const string columns = "refunded=refunded";

        var first = await Command.ImportWithoutMapping(file, "--columns", columns);
        var second = await Command.ImportWithoutMapping(file, "--columns", columns);
        await Command.ImportWithoutMapping(
            file.Replace("100.00", "120.00", StringComparison.Ordinal),
            "--columns",
            columns
        );

        Assert.Equal((1, 300, 100), (first["sent"], first["points issued"], first["points taken back"]));
        Assert.Equal((0, 1), (second["sent"], second["already there"]));
        Assert.Contains(
            "refunded \"\"120.00\"\" was imported before with another amount for invoice_id \"\"#1\"\"",
            await File.ReadAllTextAsync(Command.RefusedFile, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(200, (await _host.Api.Wallet("m", "supermarket")).Available);
    }

    [Fact]
    public async Task The_report_of_refused_rows_can_be_corrected_and_imported()
    {
        await Command.ImportWithoutMapping(Header + "=1+1,2026-03-01,,5\n'=2+2,2026-03-02,m,7\n");
        var report = await File.ReadAllTextAsync(Command.RefusedFile, TestContext.Current.CancellationToken);
        Assert.StartsWith("invoice_id", report, StringComparison.Ordinal);
        Assert.Contains("\n'=1+1,2026-03-01,,5,", report, StringComparison.Ordinal);

        var corrected = await Command.ImportWithoutMapping(report.Replace(",,5,", ",m,5,", StringComparison.Ordinal));

        Assert.Equal(1, corrected["sent"]);
        Assert.False(File.Exists(Command.RefusedFile));
        var preview = await PointsCommand.Run([
            .. Command.ArgumentsWithoutHost(
                _folder.Write("in.csv", report.Replace(",,5,", ",m,5,", StringComparison.Ordinal))
            ),
            "--dry-run",
        ]);
        Assert.Contains("order =1+1 of m", preview.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_plan_and_sends_nothing()
    {
        var (exitCode, output, errors) = await PointsCommand.Run([
            .. Command.WithoutMapping(_folder.Write("in.csv", Header + "N1,13/02/2026,m,5\n")),
            "--dry-run",
        ]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(
            "Dates: dmy (no other order fits \"13/02/2026\" in line 2); time zone Asia/Shanghai (the default).",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal(1, ImportReport.Read(output)["would be sent"]);
        Assert.EndsWith("Nothing was sent.", output.TrimEnd(), StringComparison.Ordinal);
        (await _host.Api.Send(HttpMethod.Get, "/api/members/m", await _host.Api.OperatorToken())).Expect(
            System.Net.HttpStatusCode.NotFound
        );
    }
}
