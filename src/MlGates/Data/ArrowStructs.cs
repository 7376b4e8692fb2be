using Apache.Arrow;

namespace MlGates.Data;

/// <summary>Takes fields out of structs.</summary>
internal static class ArrowStructs
{
    /// <summary>A field, missing also where its struct is.</summary>
    internal static IArrowArray Field(StructArray array, int place)
    {
        var field = array.Fields[place];
        if (array.NullCount == 0)
        {
            return field;
        }

        var bits = new ArrowBuffer.BitmapBuilder(field.Offset + field.Length);
        bits.AppendRange(true, field.Offset);
        var nulls = 0;
        for (var i = 0; i < field.Length; i++)
        {
            var there = !array.IsNull(i) && !field.IsNull(i);
            bits.Append(there);
            nulls += there ? 0 : 1;
        }

        var data = field.Data;
        return ArrowArrayFactory.BuildArray(new ArrayData(data.DataType, data.Length, nulls, data.Offset, [bits.Build(), .. data.Buffers[1..]], data.Children, data.Dictionary));
    }
}
