using System.Globalization;
using System.Text;
using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Tests.Programmes.Documents;

public sealed class ProgrammeDocumentReaderTests
{
    [Fact]
    public void A_document_is_read_as_it_is_written()
    {
        var terms = Sample.Terms;

        Assert.Equal("shop", terms.ProgrammeId);
        Assert.Equal("Asia/Shanghai", terms.TimeZone.Id);
        Assert.Equal(new Validity.Months(24, MonthEnd: true), terms.Validity);
        Assert.Equal((90, Stacking.BestOf), (terms.Earning.LateDays, terms.Earning.Stacking));
        Assert.Equal(
            ("base", 1m),
            (terms.Earning.BaseRates.Single().Id, terms.Earning.BaseRates.Single().PointsPerYuan)
        );
        Assert.Equal(["shop", "kiosk", "cinema"], terms.Merchants.Select(merchant => merchant.MerchantId));
        Assert.Equal(new Price.Fixed(new(100), new(2500)), terms.FindReward("mug")!.Price.Usual);
        Assert.Equal(new Price.Variable(new(30), new(100), new(100)), terms.FindReward("voucher")!.Price.Usual);
    }

    [Theory]
    [InlineData("""{ "kind": "lifetime" }""", typeof(Validity.Lifetime))]
    [InlineData("""{ "kind": "fixed-date", "on": "2027-12-31" }""", typeof(Validity.FixedDate))]
    public void Every_kind_of_validity_is_read(string validity, Type kind) =>
        Assert.IsType(
            kind,
            Sample
                .Read(
                    Sample.Document.Replace(
                        """{ "kind": "months", "months": 24, "monthEnd": true }""",
                        validity,
                        StringComparison.Ordinal
                    )
                )
                .Validity
        );

    [Theory]
    [InlineData("compensation.capPoints", "0", "compensation.capPoints")]
    [InlineData("compensation.period", "\"week\"", "compensation.period")]
    [InlineData("compensation.period", null, "compensation.period")]
    [InlineData("compensation.perMember", null, "compensation.perMember")]
    [InlineData("compensation.perMember.times", "0", "compensation.perMember.times")]
    [InlineData("compensation.perMember.per", "\"order\"", "compensation.perMember.per")]
    public void Incomplete_compensation_is_refused_with_its_path(string changedPath, string? json, string path) =>
        Assert.Equal([path], CompleteDocument.Read(CompleteDocument.WithChange(changedPath, json)).Errors.ByPath.Keys);

    [Fact]
    public void A_stored_document_without_compensation_is_read_although_a_reward_has_a_rate() =>
        Assert.True(
            CompleteDocument.Read(CompleteDocument.WithChange("compensation", null)).TryGetValue(out var terms)
                && terms.Compensation is null
        );

    [Theory]
    [InlineData("budget.adjustments.capPoints", "0", "budget.adjustments.capPoints")]
    [InlineData("budget.adjustments.capPoints", null, "budget.adjustments.capPoints")]
    [InlineData("budget.adjustments.merchantId", "\"cinema\"", "budget.adjustments.merchantId")]
    [InlineData("budget.adjustments.period", "\"day\"", "budget.adjustments.period")]
    [InlineData("budget.openings.capPoints", "0", "budget.openings.capPoints")]
    [InlineData("budget.grants.capPoints", "0", "budget.grants.capPoints")]
    public void A_cap_of_its_own_with_a_fault_is_refused_with_its_path(string changedPath, string? json, string path) =>
        Assert.Equal([path], CompleteDocument.Read(CompleteDocument.WithChange(changedPath, json)).Errors.ByPath.Keys);

    [Fact]
    public void Adjustments_are_issued_by_the_merchant_with_the_programmes_id_unless_another_is_named()
    {
        Assert.Equal("shop", MerchantOf(CompleteDocument.WithChange("budget.adjustments", "{ \"capPoints\": 5 }")));
        Assert.Equal("kiosk", MerchantOf(CompleteDocument.WithChange("budget.adjustments.merchantId", "\"kiosk\"")));
        Assert.Null(MerchantOf(CompleteDocument.WithChange("budget.adjustments", null)));

        static string? MerchantOf(JsonElement document) =>
            CompleteDocument.Read(document).TryGetValue(out var terms)
                ? terms.Adjustments?.MerchantId
                : throw new InvalidDataException("the document is not valid");
    }

    [Theory]
    [InlineData("{}", "21:00", "08:00")]
    [InlineData("""{ "quietHours": { "from": "22:30", "to": "07:00" } }""", "22:30", "07:00")]
    [InlineData("""{ "quietHours": { "from": "00:00", "to": "00:00" } }""", "00:00", "00:00")]
    public void Quiet_hours_are_read_and_default_to_the_night(string notices, string from, string to) =>
        Assert.Equal(
            new QuietHours(
                TimeOnly.Parse(from, CultureInfo.InvariantCulture),
                TimeOnly.Parse(to, CultureInfo.InvariantCulture)
            ),
            Sample
                .Read(
                    Sample.Document.Replace(
                        "\"merchants\": [",
                        $"\"notices\": {notices}, \"merchants\": [",
                        StringComparison.Ordinal
                    )
                )
                .QuietHours
        );

    [Theory]
    [InlineData("\"programmeId\": \"shop\"", "\"programmeId\": \"a b\"", "programmeId")]
    [InlineData("\"programmeId\": \"shop\",", "", "programmeId")]
    [InlineData("\"pointsPerYuan\": 1 ", "\"pointsPerYuan\": 0.00001 ", "earning.base[0].pointsPerYuan")]
    [InlineData("\"pointsPerYuan\": 1 ", "\"pointsPerYuan\": 1, \"times\": 2 ", "earning.base[0].times")]
    [InlineData("\"kind\": \"months\"", "\"kind\": \"weeks\"", "validity.kind")]
    [InlineData("\"months\": 24", "\"months\": 0", "validity.months")]
    [InlineData("2030-12-31", "2030-13-31", "issuer.telecomLicence.validUntil")]
    [InlineData("\"merchantId\": \"kiosk\"", "\"merchantId\": \"shop\"", "merchants[1].merchantId")]
    [InlineData(
        "\"merchantId\": \"shop\", \"worthFen\"",
        "\"merchantId\": \"kiosk\", \"worthFen\"",
        "rewards[0].merchantId"
    )]
    [InlineData("{ \"points\": 100 }", "{ }", "rewards[0].price.points")]
    [InlineData("{ \"points\": 100 }", "{ \"points\": 100, \"pointsPerYuan\": 5 }", "rewards[0].price.points")]
    [InlineData("{ \"points\": 100 }", "{ \"points\": 100, \"minimumPoints\": 5 }", "rewards[0].price.minimumPoints")]
    [InlineData(
        "\"en\": \"Voucher\" }, \"price\"",
        "\"en\": \"Voucher\" }, \"worthFen\": 5, \"price\"",
        "rewards[1].worthFen"
    )]
    [InlineData(
        "\"merchants\": [",
        "\"notices\": { \"quietHours\": { \"from\": \"24:00\", \"to\": \"08:00\" } }, \"merchants\": [",
        "notices.quietHours.from"
    )]
    [InlineData("\"merchants\": [", "\"timeZone\": \"Mars/Olympus\", \"merchants\": [", "timeZone")]
    public void An_error_is_reported_with_its_path(string from, string to, string path)
    {
        Assert.Contains(from, Sample.Document, StringComparison.Ordinal);

        var errors = ErrorsOf(Sample.Document.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal([path], errors.ByPath.Keys);
    }

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        var errors = ErrorsOf("""{ "programmeId": 7, "colour": "red", "merchants": [ {} ] }""");

        Assert.Superset(
            new HashSet<string>
            {
                "programmeId",
                "colour",
                "name",
                "issuer",
                "merchants[0].merchantId",
                "merchants[0].name",
                "validity",
                "earning",
            },
            errors.ByPath.Keys.ToHashSet()
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"shop\"")]
    public void Text_that_is_not_a_document_gives_one_error(string json) =>
        Assert.True(ErrorsOf(json).ByPath.ContainsKey("$"));

    private static ValidationErrors ErrorsOf(string json) =>
        ProgrammeDocumentReader.Read(Encoding.UTF8.GetBytes(json), 1, DateTimeOffset.UnixEpoch).Errors;
}
