using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Budgets;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BudgetView))]
internal sealed partial class BudgetsJson : JsonSerializerContext;
