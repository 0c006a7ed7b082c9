using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Writes to every page of the arrays that a new instance holds, each byte as it is: the operating system gives memory out
/// when it is first written to, and that is not to happen on the hot thread, inside a swap.
/// </summary>
/// <remarks>Housekeeping thread, before anybody else knows the instance. Arrays of numbers and structs without references.</remarks>
public static class PageToucher
{
    private const int PageBytes = 4096;
    private const int ObjectsMax = 100_000;

    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Touches what an instance reaches through fields and arrays.</summary>
    /// <returns>The arrays that were touched.</returns>
    public static IReadOnlyList<TouchedArray> Touch(object instance)
    {
        List<TouchedArray> touched = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object> open = new([instance]);
        while (open.Count > 0 && seen.Count < ObjectsMax)
        {
            object current = open.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            if (current is Array array)
            {
                TouchArray(array, open, touched);
            }
            else
            {
                AddFields(current, open);
            }
        }

        return touched;
    }

    private static void TouchArray(Array array, Stack<object> open, List<TouchedArray> touched)
    {
        Type element = array.GetType().GetElementType()!;
        if (!element.IsValueType)
        {
            foreach (object? item in array)
            {
                Add(item, open);
            }

            return;
        }

        if (ElementBytes(element) is not (> 0 and int elementBytes))
        {
            return;
        }

        long bytes = array.LongLength * elementBytes;
        ref byte first = ref MemoryMarshal.GetArrayDataReference(array);
        for (long offset = 0; offset < bytes; offset += PageBytes)
        {
            // Written, not only read: memory that was never written to is one shared page of zeros until then.
            ref byte at = ref Unsafe.AddByteOffset(ref first, (nint)offset);
            Volatile.Write(ref at, at);
        }

        touched.Add(new TouchedArray(array, bytes));
    }

    /// <summary>Size of a struct without references; 0 when it has some.</summary>
    private static int ElementBytes(Type element) => (int)typeof(PageToucher)
        .GetMethod(nameof(SizeOf), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(element)
        .Invoke(null, null)!;

    private static int SizeOf<T>() => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? 0 : Unsafe.SizeOf<T>();

    private static void AddFields(object current, Stack<object> open)
    {
        for (Type? type = current.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(OwnFields))
            {
                if (!field.FieldType.IsValueType && !field.FieldType.IsPointer)
                {
                    Add(field.GetValue(current), open);
                }
            }
        }
    }

    /// <summary>Delegates and types lead out of the strategy.</summary>
    private static void Add(object? item, Stack<object> open)
    {
        if (item is not null and not string and not Delegate and not MemberInfo)
        {
            open.Push(item);
        }
    }
}
