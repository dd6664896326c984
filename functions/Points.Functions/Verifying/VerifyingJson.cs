using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Verifying;
using Points.Functions.Http;

namespace Points.Functions.Verifying;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerProof))]
[JsonSerializable(typeof(ListView<LedgerView>))]
[JsonSerializable(typeof(ListView<AnchorView>))]
internal sealed partial class VerifyingJson : JsonSerializerContext;
