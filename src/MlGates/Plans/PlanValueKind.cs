namespace MlGates.Plans;

internal enum PlanValueKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
