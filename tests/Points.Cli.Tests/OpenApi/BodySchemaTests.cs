using System.Text;
using System.Text.Json.Nodes;
using Json.Schema;
using Points.Domain.Reading;

namespace Points.Cli.Tests.OpenApi;

/// <summary>The schema that a reader generates accepts exactly the bodies that the reader accepts.</summary>
public sealed class BodySchemaTests
{
    /// <summary>A valid body with every required field.</summary>
    private const string Valid = """
        {"id":"a-1","text":"积分","flag":true,"whole":5,"number":1.25,"date":"2028-02-29","time":"08:30",
         "instant":"2027-01-30T18:05:00+08:00","choice":"red","nested":{"text":"x"},"list":[{"text":"x"}],"ids":["a"]}
        """;

    private static readonly Dictionary<string, int> Colours = new(StringComparer.Ordinal)
    {
        ["red"] = 1,
        ["green"] = 2,
    };

    private static readonly JsonSchema Schema = JsonSchema.FromText(FieldReader.BuildSchema(Read).ToJsonString());

    /// <param name="changes">The fields of the valid body to change or to add; null is a JSON null.</param>
    [Theory]
    [InlineData("")]
    [InlineData("""{"colour":"red"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":"a b"}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"123456789"}""")]
    [InlineData("""{"text":"12345678"}""")]
    [InlineData("""{"text":"👍👍👍👍👍👍👍👍"}""")]
    [InlineData("""{"text":"👍👍👍👍👍👍👍👍👍"}""")]
    [InlineData("""{"flag":null}""")]
    [InlineData("""{"flag":"true"}""")]
    [InlineData("""{"whole":0}""")]
    [InlineData("""{"whole":1}""")]
    [InlineData("""{"whole":10}""")]
    [InlineData("""{"whole":11}""")]
    [InlineData("""{"whole":1.5}""")]
    [InlineData("""{"whole":"5"}""")]
    [InlineData("""{"whole":5.0}""")]
    [InlineData("""{"whole":0.5e1}""")]
    [InlineData("""{"whole":1e1}""")]
    [InlineData("""{"whole":1e2}""")]
    [InlineData("""{"whole":5.0000001}""")]
    [InlineData("""{"number":1.50}""")]
    [InlineData("""{"number":1.255}""")]
    [InlineData("""{"number":0.99}""")]
    [InlineData("""{"number":2.01}""")]
    [InlineData("""{"date":"2027-02-29"}""")]
    [InlineData("""{"date":"29/02/2028"}""")]
    [InlineData("""{"time":"24:00"}""")]
    [InlineData("""{"time":"8:30"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05:00"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05:00.1234567Z"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05:00.123456789Z"}""")]
    [InlineData("""{"instant":"2027-01-30t18:05:00z"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05+08:00"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05:00+0800"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05:00+14:00"}""")]
    [InlineData("""{"instant":"2027-01-30T18:05:00-14:30"}""")]
    [InlineData("""{"instant":"2027-02-29T18:05:00Z"}""")]
    [InlineData("""{"instant":"2027-01-30T24:00:00Z"}""")]
    [InlineData("""{"instant":"2016-12-31T23:59:60Z"}""")]
    [InlineData("""{"instant":"0999-01-30T18:05:00Z"}""")]
    [InlineData("""{"instant":"2027-01-30 18:05:00Z"}""")]
    [InlineData("""{"instant":"2027-01-30"}""")]
    [InlineData("""{"choice":"blue"}""")]
    [InlineData("""{"choice":"green"}""")]
    [InlineData("""{"nested":null}""")]
    [InlineData("""{"nested":{}}""")]
    [InlineData("""{"nested":{"text":"x","more":1}}""")]
    [InlineData("""{"list":[]}""")]
    [InlineData("""{"list":[{}]}""")]
    [InlineData("""{"list":[{"text":"x"},{"text":"y"},{"text":"z"}]}""")]
    [InlineData("""{"ids":null}""")]
    [InlineData("""{"ids":["a b"]}""")]
    [InlineData("""{"ids":[]}""")]
    [InlineData(
        """
            {"optionalId":null,"optionalText":null,"flagDefaultFalse":null,"wholeDefault7":null,"optionalWhole":null,
             "numberDefault1":null,"optionalDate":null,"optionalInstant":null,"choiceDefaultRed":null,
             "optionalChoice":null,"optionalNested":null,"texts":null,"choices":null}
            """
    )]
    [InlineData(
        """
            {"optionalId":"a","optionalText":"x","flagDefaultFalse":true,"wholeDefault7":8,"optionalWhole":1,
             "numberDefault1":1,"optionalDate":"2027-01-01","optionalInstant":"2027-01-01T00:00:00Z",
             "choiceDefaultRed":"green","optionalChoice":"green","optionalNested":{"text":"x"},
             "texts":["x"],"choices":["red"]}
            """
    )]
    [InlineData("""{"optionalId":"a b"}""")]
    [InlineData("""{"optionalText":""}""")]
    [InlineData("""{"flagDefaultFalse":1}""")]
    [InlineData("""{"wholeDefault7":100}""")]
    [InlineData("""{"optionalWhole":100}""")]
    [InlineData("""{"numberDefault1":100}""")]
    [InlineData("""{"optionalDate":"x"}""")]
    [InlineData("""{"optionalInstant":"x"}""")]
    [InlineData("""{"choiceDefaultRed":"blue"}""")]
    [InlineData("""{"optionalChoice":"blue"}""")]
    [InlineData("""{"optionalNested":{"text":""}}""")]
    [InlineData("""{"texts":["x","y","z"]}""")]
    [InlineData("""{"texts":[""]}""")]
    [InlineData("""{"choices":["blue"]}""")]
    public void The_schema_accepts_what_the_reader_accepts(string changes)
    {
        var body = JsonNode.Parse(Valid)!.AsObject();
        if (changes.Length > 0)
            foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
                body[name] = value?.DeepClone();

        var reader = FieldReader.Open(Encoding.UTF8.GetBytes(body.ToJsonString()));
        Read(reader);
        var errors = reader.Complete();

        Assert.True(
            errors.HasErrors != Schema.Evaluate(body, new() { RequireFormatValidation = true }).IsValid,
            $"only one of reader and schema accepts the body; the reader's errors: {errors}"
        );
    }

    [Fact]
    public void The_schema_contains_the_default_of_every_field_that_has_one() =>
        Assert.Equal(
            """{"flagDefaultFalse":false,"wholeDefault7":7,"numberDefault1":1,"choiceDefaultRed":"red"}""",
            new JsonObject(
                FieldReader.BuildSchema(Read)["properties"]!
                    .AsObject()
                    .Where(it => it.Value!["default"] is not null)
                    .Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value!["default"]!.DeepClone()))
            ).ToJsonString()
        );

    [Fact]
    public void A_reader_that_chooses_by_kind_has_no_schema() =>
        Assert.Throws<NotSupportedException>(() =>
            FieldReader.BuildSchema(reader =>
                reader.ByKind(
                    "kind",
                    new Dictionary<string, Func<FieldReader, string>>(StringComparer.Ordinal)
                    {
                        ["a"] = it => it.Text("a", 8),
                    }
                )
            )
        );

    /// <summary>Reads a field of every type that bodies have.</summary>
    private static object Read(FieldReader reader) =>
        new object?[]
        {
            reader.Id("id"),
            reader.OptionalId("optionalId"),
            reader.Text("text", 8),
            reader.OptionalText("optionalText", 8),
            reader.Flag("flag"),
            reader.Flag("flagDefaultFalse", defaultValue: false),
            reader.WholeNumber("whole", 1, 10),
            reader.WholeNumber("wholeDefault7", 1, 10, defaultValue: 7),
            reader.OptionalWholeNumber("optionalWhole", 1, 10),
            reader.Number("number", 1, 2, decimals: 2),
            reader.Number("numberDefault1", 1, 2, decimals: 2, defaultValue: 1),
            reader.Date("date"),
            reader.OptionalDate("optionalDate"),
            reader.Time("time"),
            reader.Instant("instant"),
            reader.OptionalInstant("optionalInstant"),
            reader.Choice("choice", Colours),
            reader.Choice("choiceDefaultRed", Colours, defaultValue: "red"),
            reader.OptionalChoice("optionalChoice", Colours),
            reader.Choices("choices", Colours),
            reader.Nested("nested", NestedText),
            reader.Nested("optionalNested", NestedText, required: false),
            reader.List("list", 1, 2, NestedText),
            reader.Ids("ids", 2, required: true),
            reader.Texts("texts", 2, 8),
        };

    private static string NestedText(FieldReader reader) => reader.Text("text", 8);
}
