x = async_compile.triton('k', '''
import triton
