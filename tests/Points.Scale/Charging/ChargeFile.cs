using System.Text.Encodings.Web;
using System.Text.Json;

namespace Points.Scale.Charging;

/// <summary>The charges that were measured last, which are the budgets of the next measurement.</summary>
internal static class ChargeFile
{
    public const string Name = "operations.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<OperationCharge> Read(string file) =>
        JsonSerializer.Deserialize<OperationCharge[]>(File.ReadAllBytes(file), Options)
        ?? throw new InvalidDataException($"{file} has no operations");

    public static void Write(string file, IReadOnlyList<OperationCharge> charges) =>
        File.WriteAllText(file, JsonSerializer.Serialize(charges, Options) + "\n");
}
