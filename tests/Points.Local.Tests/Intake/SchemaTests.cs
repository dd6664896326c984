using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Json.Schema;
using Points.Functions.Intake;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.Intake;

/// <summary>The published schema and the reader agree on messages, good and bad.</summary>
public sealed class SchemaTests(AcceptanceHost host)
{
    private const string Bought =
        """{"type":"purchase","memberId":"m-1","programmeId":"p","merchantId":"shop","orderId":"o/1","occurredAt":"2027-01-30T18:05:00+08:00","lines":[{"sku":"s","category":"c","amountFen":100}]}""";
    private const string TakenBack =
        """{"type":"refund","memberId":"m-1","programmeId":"p","merchantId":"shop","orderId":"o/1","refundId":"订单","amountFen":100}""";

    public static TheoryData<string, string> Good =>
        new()
        {
            { Bought, "" },
            { Bought, """{"version":1,"channel":"app","paidWithPointsFen":100,"redemptionIds":["r-1","r-AZ_.9"]}""" },
            {
                Bought,
                """{"occurredAt":"2027-01-30T10:05Z","lines":[{"sku":"s","category":"c","amountFen":0,"quantity":1000000,"serviceOn":"2027-02-28","tags":["a","b"]}]}"""
            },
            { Bought, """{"occurredAt":"2027-01-30T10:05:00.1234567Z","redemptionIds":[]}""" },
            { TakenBack, "" },
            { TakenBack, """{"version":1,"lines":[]}""" },
            {
                TakenBack,
                """{"amountFen":null,"lines":[{"sku":"s","amountFen":100,"category":"c","quantity":2,"serviceOn":"2027-02-28","tags":["t"]}]}"""
            },
        };

    /// <summary>What is changed in a good message; null takes a field out.</summary>
    public static TheoryData<string, string> Bad =>
        new()
        {
            { Bought, """{"type":null}""" },
            { Bought, """{"type":"gift"}""" },
            { Bought, """{"type":"Purchase"}""" },
            { Bought, """{"type":"refund"}""" },
            { Bought, """{"version":2}""" },
            { Bought, """{"version":"1"}""" },
            { Bought, """{"memberId":null}""" },
            { Bought, """{"memberId":"a b"}""" },
            { Bought, """{"programmeId":"p/q"}""" },
            { Bought, """{"merchantId":""}""" },
            { Bought, """{"orderId":""}""" },
            { Bought, """{"orderId":7}""" },
            { Bought, """{"occurredAt":"2027-01-30T18:05:00"}""" },
            { Bought, """{"occurredAt":"2027-01-30"}""" },
            { Bought, """{"lines":[]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c"}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":-1}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":1.5}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":10000000001}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":1,"quantity":0}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":1,"tags":[""]}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":1,"serviceOn":"tomorrow"}]}""" },
            { Bought, """{"lines":[{"sku":"s","category":"c","amountFen":1,"colour":"red"}]}""" },
            { Bought, """{"channel":""}""" },
            { Bought, """{"paidWithPointsFen":-1}""" },
            { Bought, """{"redemptionIds":["e-1"]}""" },
            { Bought, """{"redemptionIds":"r-1"}""" },
            { Bought, """{"refundId":"r"}""" },
            { Bought, """{"authorization":"Bearer x"}""" },
            { TakenBack, """{"refundId":null}""" },
            { TakenBack, """{"amountFen":null}""" },
            { TakenBack, """{"amountFen":0}""" },
            { TakenBack, """{"amountFen":null,"lines":[]}""" },
            { TakenBack, """{"lines":[{"sku":"s","amountFen":100}]}""" },
            { TakenBack, """{"occurredAt":"2027-01-30T18:05:00+08:00"}""" },
            { TakenBack, """{"amountFen":null,"lines":[{"sku":"s","amountFen":100,"colour":"red"}]}""" },
        };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task What_is_good_is_good_to_both(string message, string changes)
    {
        var document = Changed(message, changes);

        Assert.True((await Schema()).Evaluate(document).IsValid);
        Assert.Equal(
            "",
            EventMessage
                .Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "m-1", byOperator: false)
                .Errors.ToString()
        );
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_bad_is_bad_to_both(string message, string changes)
    {
        var document = Changed(message, changes);

        Assert.False((await Schema()).Evaluate(document).IsValid);
        Assert.True(
            EventMessage
                .Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "m-1", byOperator: false)
                .Errors.HasErrors
        );
    }

    [Fact]
    public async Task The_samples_are_good_once_they_say_when()
    {
        var schema = await Schema();
        foreach (
            var line in await File.ReadAllLinesAsync(
                Path.Combine(AppContext.BaseDirectory, "Samples", "merchant-events.jsonl"),
                TestContext.Current.CancellationToken
            )
        )
        {
            var message = JsonNode.Parse(line)!.AsObject();
            message.Remove("messageId");
            if ((string?)message["type"] == "purchase")
                message["occurredAt"] ??= "2027-01-30T18:05:00+08:00";
            Assert.True(schema.Evaluate(message).IsValid, line);
        }
    }

    [Fact]
    public async Task The_schema_is_served_as_what_it_is()
    {
        var served = await host.Api.Send(HttpMethod.Get, "/api/schemas/merchant-event", null);

        Assert.Equal((HttpStatusCode.OK, "application/schema+json"), (served.Status, served.ContentType));
    }

    private async Task<JsonSchema> Schema() =>
        JsonSchema.FromText((await host.Api.Send(HttpMethod.Get, "/api/schemas/merchant-event", null)).Raw);

    private static JsonObject Changed(string message, string changes)
    {
        var document = JsonNode.Parse(message)!.AsObject();
        foreach (var (field, value) in changes.Length == 0 ? [] : JsonNode.Parse(changes)!.AsObject())
            if (value is null)
                document.Remove(field);
            else
                document[field] = value.DeepClone();
        return document;
    }
}
