using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Settling;

namespace Points.Functions.Receipts;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EntryReceipt))]
[JsonSerializable(typeof(StatementPage))]
[JsonSerializable(typeof(EvidencePage))]
[JsonSerializable(typeof(StatementLine))]
[JsonSerializable(typeof(StatementView))]
internal sealed partial class ReceiptsJson : JsonSerializerContext;
